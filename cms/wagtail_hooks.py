"""The back office for authors: manuals, answers, the dictionary and posts as snippets with filters and exports."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.announcements.models import Announcement
from cms.knowledge.models import DictionaryField, DictionaryObject, FaqEntry
from cms.manuals.models import Manual


class ManualViews(SnippetViewSet):
    """Manuals with their version and owner."""

    model = Manual
    icon = "doc-full"
    list_display = ["code", "title", "version", "effective_on", "owner_role"]
    list_filter = ["owner_role", "live"]
    list_export = ["code", "title_zh", "title_en", "version", "effective_on"]
    search_fields = ["code", "title_zh", "title_en"]


class FaqViews(SnippetViewSet):
    """Questions and answers by kind and step."""

    model = FaqEntry
    icon = "help"
    list_display = ["code", "question", "kind", "step", "reviewed_on"]
    list_filter = ["kind", "live", "severity"]
    list_export = ["code", "kind", "question_zh", "question_en", "answer_zh", "answer_en"]
    search_fields = ["code", "question_zh", "question_en", "answer_zh", "answer_en"]


class DictionaryObjectViews(SnippetViewSet):
    """Business objects."""

    model = DictionaryObject
    icon = "folder-open-1"
    list_display = ["code", "name", "owner_role"]


class DictionaryFieldViews(SnippetViewSet):
    """Fields of the data dictionary."""

    model = DictionaryField
    icon = "table"
    list_display = ["code", "name", "business_object", "source"]
    list_filter = ["business_object", "source"]
    list_export = ["code", "name_zh", "name_en", "meaning_zh", "meaning_en", "rule_text_zh", "rule_text_en", "source"]
    search_fields = ["code", "name_zh", "name_en", "meaning_zh", "meaning_en"]


class AnnouncementViews(SnippetViewSet):
    """Posts of the campaign."""

    model = Announcement
    icon = "openquote"
    list_display = ["code", "title", "kind", "published_on"]
    list_filter = ["kind"]
    search_fields = ["code", "title_zh", "title_en"]
    panels = [
        FieldRowPanel([FieldPanel("code"), FieldPanel("kind"), FieldPanel("published_on"), FieldPanel("from_role")]),
        MultiFieldPanel([FieldPanel("title_zh"), FieldPanel("title_en")], heading=_("Title")),
        MultiFieldPanel([FieldPanel("body_zh"), FieldPanel("body_en")], heading=_("Text")),
        MultiFieldPanel([FieldPanel("call_to_action_zh"), FieldPanel("call_to_action_en")], heading=_("What to do")),
        MultiFieldPanel([FieldPanel("audience"), FieldPanel("channels")], heading=_("Whom it reaches")),
    ]


class KnowledgeGroup(SnippetViewSetGroup):
    """One entry of the menu for everything that is looked up."""

    items = (ManualViews, FaqViews, DictionaryObjectViews, DictionaryFieldViews, AnnouncementViews)
    menu_label = _("Knowledge")
    menu_icon = "glasses"
    menu_order = 200


register_snippet(KnowledgeGroup)
