"""Renders a mail as plain text and as HTML, with the same words."""

from html import escape

from functions.notifications.mail.mail_templates import Letter

_PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{title}</title></head>
<body style="font-family: sans-serif; line-height: 1.5; max-width: 36em; margin: 2em auto; padding: 0 1em">
{content}
</body>
</html>
"""
_ROW = '<tr><td style="padding: .2em 2em .2em 0">{name}</td><td style="text-align: right">{value}</td></tr>'


def as_text(letter: Letter, shop_url: str) -> str:
    parts = ["Hello,", *letter.paragraphs]
    if letter.table:
        parts.append("\n".join(f"  {name}: {value}" for name, value in letter.table))
    if letter.path:
        parts.append(f"{shop_url}{letter.path}")
    return "\n\n".join(parts) + "\n"


def as_html(letter: Letter, shop_url: str) -> str:
    parts = [f"<p>{escape(paragraph)}</p>" for paragraph in ("Hello,", *letter.paragraphs)]
    if letter.table:
        rows = [_ROW.format(name=escape(name), value=escape(value)) for name, value in letter.table]
        parts.append(f"<table>\n{chr(10).join(rows)}\n</table>")
    if letter.path:
        url = escape(f"{shop_url}{letter.path}", quote=True)
        parts.append(f'<p><a href="{url}">{url}</a></p>')
    return _PAGE.format(title=escape(letter.subject), content="\n".join(parts))
