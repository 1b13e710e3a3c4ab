"""The design's words for templates: `{% load plimsoll %}`. All are plain string building, so loops may use them.

Pictures of states
    {% icon "book-open" %}  {% icon "search" size="s" %}  {% icon "anchor" label="Hard gate" %}
        names: see ICONS in icons.py. Activities: lesson book-open, microlesson smartphone, exam square-pen, drill
        monitor-play, lab flask-conical, practical clipboard-check, session presentation, qualification award.
        size: s | l. Without a label the icon is decoration, and a word must stand beside it.
    {% mark %}  {% mark "xl" %}                       the Plimsoll mark; sizes: l, xl
    {% shape "risk" %}                                only the shape: go risk stop none now next locked
    {% state "go" %}  {% state "stop" "0 of 2" %}     shape + word + colour; kinds as above and done
    {% state_pill "risk" %}  {% state_pill "stop" "No-go today" size="l" %}       once per card, as its headline
Figures
    {% gauge 93.7 95 10 "risk" %}                     value, load line, points the radius stands for, state
    {% gauge 76.5 85 20 "stop" size="l" tick=75 line_text="85 go" tick_text="75" label="Score 76.5 of 100" %}
    {% gauge hours 4 8 "go" less_is_better=True %}    size: m | l; value None draws the hatched ring
    {% load_bar 93.7 line=95 state="risk" label="93.7 of 100, line at 95" large=True %}
    {% spark values %}                                a list of numbers, oldest first
    {% share 272 284 %}  {% share n N noun=_("people") %}     272 of 284 people (95.8 %); nothing asked: a dash
    {% heat_cell n N "stop" href=url worst=True %}    state off (or N = 0): not asked; N under 5: never a share
    {% cover_cell 1 "risk" href=url %}                state off: not done here
    {{ 95.8|percent }}  {{ 1253|number }}  {{ 114|minutes }}  {{ done|percent_of:asked }}
Time
    {% slack today due milestone_day go_live_day milestone=_("Rehearsal") %}      the line of due dates, and its words
    {% countdown go_live_day today %}                 13 days · Today · day 3 after go-live
    {% timer deadline now %}                          minutes and seconds, counted down by plimsoll.js
    {{ when|day }} 1 Dec 2026 / 2026-12-01   {{ when|day_short }} 1 Dec / 12-01   {{ when|weekday }}   {{ when|moment }}
People and content
    {% person user %}                                 own script, on English pages with the Latin name beside it
    {% avatar user %}
    {% crit 3 "critical" %}                           level in its mark: critical | required | recommended
    {{ activity|bi:"title" }}                         title_zh or title_en by the page's language, or the other
Forms and links
    {% field form.seats %}                            label, input, hint and error beside it
    {% form_errors form %}                            the summary note at the top, linked to the fields
    <a href="{% query_replace page=2 q=None %}">      the present query with these replaced; None removes
    {% set_up_link %}                                 on an empty page: the way to Set-up, for whoever may set up
    {% is_here url as here %}                         true where the link leads to the page one is on
Speed
    {% kept %}…{% endkept %}                          texts, icons, fixed addresses: drawn once for each language; no variables
"""

from django import template

from lms.foundation.templatetags import cells, fields, gauges, kept, people, setting_up, shapes, timelines, wording

register = template.Library()

register.simple_tag(shapes.icon, name="icon")
register.simple_tag(shapes.mark, name="mark")
register.simple_tag(shapes.shape, name="shape")
register.simple_tag(shapes.state, name="state")
register.simple_tag(shapes.state_pill, name="state_pill")

register.simple_tag(setting_up.set_up_link, takes_context=True, name="set_up_link")

register.simple_tag(gauges.gauge, name="gauge")
register.simple_tag(gauges.load_bar, name="load_bar")
register.simple_tag(gauges.spark, name="spark")

register.simple_tag(cells.share, name="share")
register.simple_tag(cells.heat_cell, name="heat_cell")
register.simple_tag(cells.cover_cell, name="cover_cell")
register.simple_tag(cells.crit, name="crit")

register.simple_tag(timelines.slack, name="slack")
register.simple_tag(timelines.countdown, name="countdown")
register.simple_tag(timelines.timer, name="timer")

register.simple_tag(people.person, name="person")
register.simple_tag(people.avatar, name="avatar")

register.simple_tag(fields.field, name="field")
register.simple_tag(fields.form_errors, name="form_errors")
register.simple_tag(fields.query_replace, takes_context=True, name="query_replace")
register.simple_tag(fields.is_here, takes_context=True, name="is_here")

register.tag("kept", kept.kept)

register.filter("percent", wording.percent)
register.filter("percent_of", wording.percent_of)
register.filter("number", wording.number)
register.filter("minutes", wording.minutes)
register.filter("day", wording.day)
register.filter("day_short", wording.day_short)
register.filter("weekday", wording.weekday)
register.filter("moment", wording.moment)
register.filter("bi", people.in_page_language)
