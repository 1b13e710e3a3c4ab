"""Printing: well-formed markup gives the same paper as any HTML, and the library is loaded without starting compilers."""

import subprocess
import sys
from xml.etree.ElementTree import ParseError

import pytest

from lms.foundation.api import page_of, weasyprint

MARKUP = (
    '<!DOCTYPE html><html lang="en"><head><title>Cover</title></head><body><p>A &amp; B &#160; {text}</p>'
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle fill="#123456" cx="4" cy="4" r="3"/></svg></body></html>'
)


def test_a_page_from_a_tree_prints_as_the_same_page_from_html() -> None:
    markup = MARKUP.format(text="周婷")
    plain = weasyprint().HTML(string=markup, base_url=".")
    options = {"pdf_identifier": b"1", "pdf_tags": True}
    assert page_of(markup, ".").write_pdf(**options) == plain.write_pdf(**options)


def test_characters_that_no_document_may_hold_are_left_out() -> None:
    assert page_of(MARKUP.format(text="a\x00\x0bb\ufffe"), ".").etree_element.findtext("body/p") == "A & B \xa0 ab"


def test_markup_that_is_not_well_formed_is_refused() -> None:
    with pytest.raises(ParseError):
        page_of("<html><body><p>open</body></html>", ".")


def test_loading_the_library_starts_one_process_and_leaves_the_finder_as_it_was() -> None:
    script = """
import ctypes.util, subprocess
started, finder = [], ctypes.util.find_library
true_popen = subprocess.Popen.__init__
def counted(self, *args, **more):
    started.append(args)
    true_popen(self, *args, **more)
subprocess.Popen.__init__ = counted
from lms.foundation.printing import weasyprint
weasyprint().HTML(string="<p>1</p>").write_pdf()
print(len(started), ctypes.util.find_library is finder)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "True"]


def test_lines_kept_from_layout_to_drawing_print_the_same_to_the_byte() -> None:
    markup = (
        '<html lang="en"><body style="width: 60mm; font: 9pt sans-serif"><p style="text-align: justify">'
        + "A long line 周婷 with <b>bold words</b> that is set to both edges. " * 5
        + '</p><p style="overflow: hidden; text-overflow: ellipsis; white-space: nowrap; letter-spacing: 1pt">'
        + "Cut where the column ends, with letters set apart." * 2
        + "</p></body></html>"
    )
    script = """
import sys, weasyprint
page = weasyprint.HTML(string=sys.argv[1])
sys.stdout.buffer.write(page.write_pdf(pdf_identifier=b"1", uncompressed_pdf=True))
"""
    plain = subprocess.run([sys.executable, "-c", script, markup], capture_output=True, check=True)
    assert weasyprint().HTML(string=markup).write_pdf(pdf_identifier=b"1", uncompressed_pdf=True) == plain.stdout
