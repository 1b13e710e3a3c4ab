"""Lists that page, sort, filter, search and export, said once and used for the page and the file alike.

    people = Listing(
        rows=people_in_scope(user),                     # a queryset, or a list of frozen rows
        columns=(
            Column("number", _("Number"), sort="number"),
            Column("name", _("Name"), sort="name", link=lambda p: reverse("person", args=[p.number])),
            Column("department", _("Department"), value="posting.department.name", sort="posting__department__name_zh"),
            Column("state", _("State"), value=state_word, show=state_html, sort="state"),
            Column("due", _("Due"), sort="due", align="end"),
        ),
        filters=(
            Filter("department", _("Department"), lookup="posting__department", choices=department_choices),
            Filter("open", _("Only open"), kind="bool", lookup=only_open),   # a field, or (rows, value) -> rows
        ),
        search=("number", "name", "name_latin"),
        default_sort="number",
        export_name="people",
        label=_("People"),
        empty=_("Nobody is in scope yet. Import people first."),
    )

    @require_access(may_read_people)
    def people_list(request):
        return render_listing(request, people(request.user), "people/list.html", {"go_live": …})

The page's template writes {% include "listing/table.html" %} where the list belongs (one list a page). Query names: q,
sort, page, export, and each filter's key; a date filter takes key-from and key-to. One count and one page: two queries,
whatever the size. `?export=csv` and `?export=xlsx` give all matching rows in the shown order; the view is the gate of
the export, and `may_export=False` closes it.
"""

from lms.foundation.listing.columns import Choice, Column, Filter, Listing
from lms.foundation.listing.pages import ListingPage
from lms.foundation.listing.views import render_listing

__all__ = ["Choice", "Column", "Filter", "Listing", "ListingPage", "render_listing"]
