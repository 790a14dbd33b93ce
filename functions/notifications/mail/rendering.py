"""Renders a mail as plain text and as HTML, with the same words."""

from html import escape

from functions.notifications.mail.wording import Words

_PAGE = """<!doctype html>
<html lang="{language}">
<head><meta charset="utf-8"><title>{title}</title></head>
<body style="font-family: sans-serif; line-height: 1.5; max-width: 36em; margin: 2em auto; padding: 0 1em">
{content}
</body>
</html>
"""
_ROW = '<tr><td style="padding: .2em 2em .2em 0">{name}</td><td style="text-align: right">{value}</td></tr>'


def as_text(words: Words, shop_url: str) -> str:
    parts = [words.greeting, *words.paragraphs]
    if words.table:
        parts.append("\n".join("  " + words.row.format(name=name, value=value) for name, value in words.table))
    if words.path:
        parts.append(f"{shop_url}{words.path}")
    return "\n\n".join(parts) + "\n"


def as_html(words: Words, shop_url: str) -> str:
    parts = [f"<p>{escape(paragraph)}</p>" for paragraph in (words.greeting, *words.paragraphs)]
    if words.table:
        rows = [_ROW.format(name=escape(name), value=escape(value)) for name, value in words.table]
        parts.append(f"<table>\n{chr(10).join(rows)}\n</table>")
    if words.path:
        url = escape(f"{shop_url}{words.path}", quote=True)
        parts.append(f'<p><a href="{url}">{url}</a></p>')
    return _PAGE.format(language=words.language, title=escape(words.subject), content="\n".join(parts))
