import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.catalog.store.texts import as_html, as_text, normal


class TestAsText:
    @pytest.mark.parametrize(
        ("html", "text"),
        [
            ("Plain words.", "Plain words."),
            ("one\n  two", "one two"),
            ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
            ("<p>A list:</p><ul><li>warm</li>\n<li>soft</li></ul>", "A list:\n\n• warm\n• soft"),
            ("line<br>break<br/>twice", "line\nbreak\ntwice"),
            ("5 &lt; 6 &amp; 7&nbsp;&eacute;", "5 < 6 & 7 é"),
            ("<table><tr><td>S</td><td>36</td></tr><tr><td>M</td><td>38</td></tr></table>", "S 36\nM 38"),
            ("", ""),
        ],
    )
    def test_reads_as_a_person_would(self, html: str, text: str) -> None:
        assert as_text(html) == text

    @pytest.mark.parametrize(
        "html",
        [
            "fine<script>alert(1)</script>",
            "fine<SCRIPT src=//x></SCRIPT>",
            "fine<style>body{}</style>",
            "<img src=x onerror=alert(1)>fine",
            "<a href='javascript:alert(1)'>fine</a>",
            "fine<svg onload=alert(1)><text>alert</text></svg>",
            "fine<!-- alert(1) -->",
            "fine<script>alert(1)",
            "fine<iframe src=x>alert(1)</iframe>",
        ],
    )
    def test_has_nothing_left_of_scripts_and_attributes(self, html: str) -> None:
        assert as_text(html) == "fine"

    def test_refuses_what_cannot_be_read(self) -> None:
        with pytest.raises(ValueError, match="readable"):
            as_text("<![nonsense[")

    @given(st.text())
    def test_is_normal_whatever_it_is_given(self, html: str) -> None:
        try:
            text = as_text(html)
        except ValueError:
            return
        assert normal(text) == text


class TestAsHtml:
    @given(st.text().map(normal))
    def test_is_read_back_as_the_same_text(self, text: str) -> None:
        assert as_text(as_html(text)) == text

    @given(st.text(alphabet="<>&;/!-[]ab\n \"'="))
    def test_is_read_back_even_where_the_text_looks_like_html(self, text: str) -> None:
        assert as_text(as_html(normal(text))) == normal(text)
