"""A lesson's parts and contents as they are drawn: what is read is ticked, what is not keeps the place, texts stay texts."""

from django.template import Context
from django.utils import translation

from cms.lessons.blocks.check import Question
from cms.lessons.content import RenderedBlock
from cms.lessons.drawing import contents_lines, reading_parts
from cms.lessons.showing import Part

TEXT = Part(RenderedBlock(1, "one", "text", "Why <b>three</b> steps", "<p>Because.</p>"), True, False, None)
LAST = Part(RenderedBlock(2, "two<", "text", "Then", "<p>So.</p>"), False, True, None)


def test_the_contents_tick_what_is_read_and_escape_the_headings() -> None:
    with translation.override("en"):
        drawn = contents_lines([TEXT, LAST])
    read, waits = drawn.split("</li><li>")
    assert read.startswith('<li data-passed><a href="#b1"><svg class="icon icon-s"')
    assert 'aria-label="Already read"' in read
    assert read.endswith("<span>Why &lt;b&gt;three&lt;/b&gt; steps</span></a>")
    dot = '<span class="reading-dot" aria-hidden="true"></span>'
    assert waits == f'<a href="#b2">{dot}<span>Then</span></a></li>'


def test_only_a_part_that_is_not_passed_keeps_the_place_with_and_without_scripts() -> None:
    with translation.override("en"):
        drawn = reading_parts(Context({"csrf_token": "to<ken"}), [TEXT, LAST], "/lessons/x/progress/")
    passed, waiting = drawn.split('</div><div class="reading-part" id="b2">')
    assert passed == '<div class="reading-part" id="b1">\n<p>Because.</p>\n'
    assert 'hx-vals=\'{"block": "two&lt;"}\' hx-trigger="intersect once"' in waiting
    assert '<input type="hidden" name="csrfmiddlewaretoken" value="to&lt;ken">' in waiting
    assert '<button class="btn btn-quiet">Read up to here: keep my place</button>' in waiting


def test_a_check_is_drawn_as_the_readers_form() -> None:
    question = Question(heading="Check", stem="How many <signs>?", options=("One", "Two"), right=1, feedback="Two.")
    block = RenderedBlock(3, "three", "check", "Check", "", question)
    item = {"uuid": "3f0c1f6e-0000-4000-8000-000000000001"}
    with translation.override("en"):
        context = Context({"csrf_token": "token", "item": item})
        drawn = reading_parts(context, [Part(block, True, False, None)], "/p/")
    assert 'id="check-three"' in drawn
    assert "How many &lt;signs&gt;?" in drawn
    assert drawn.count('type="radio"') == 2
    assert "block" not in context, "what one part is given is not left for the next"
