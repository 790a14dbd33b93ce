"""The web page that shows received mails, always as escaped text."""

from html import escape

from aiohttp import web

from demo.mail.receiver import Mail, Mailbox

# A second protection besides escaping.
_HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
    "referrer-policy": "no-referrer",
}
_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
table { width: 100%; border-collapse: collapse }
td, th { text-align: left; padding: .4rem; border-bottom: 1px solid #8884 }
pre { white-space: pre-wrap; padding: 1rem; background: #8881 } :root { color-scheme: light dark }
"""


def mail_page(mailbox: Mailbox) -> web.Application:
    """`/` lists the mails, `/<id>` shows one, `/<id>.eml` is the original mail."""

    async def listed(_request: web.Request) -> web.Response:
        rows = "".join(_row(mail) for mail in mailbox.all())
        nothing = "" if rows else "<p>No mail yet. Place an order.</p>"
        return _page("Mails", f"<table><tr><th>To<th>Subject<th>Date</tr>{rows}</table>{nothing}")

    async def shown(request: web.Request) -> web.Response:
        name = request.match_info["id"]
        mail = mailbox.get(name.removesuffix(".eml"))
        if mail is None:
            raise web.HTTPNotFound
        if name.endswith(".eml"):
            return web.Response(body=mail.message.as_bytes(), content_type="text/plain", headers=_HEADERS)
        lines = "".join(f"<tr><th>{name}<td>{_header(mail, name)}</tr>" for name in ("From", "To", "Subject", "Date"))
        return _page(_header(mail, "Subject"), f"<table>{lines}</table><pre>{escape(mail.text)}</pre>")

    app = web.Application()
    app.router.add_get("/", listed)
    app.router.add_get("/{id:[0-9a-f]{16}(\\.eml)?}", shown)
    return app


def _row(mail: Mail) -> str:
    subject = f'<a href="/{mail.id}">{_header(mail, "Subject") or "(no subject)"}</a>'
    return f"<tr><td>{_header(mail, 'To')}<td>{subject}<td>{_header(mail, 'Date')}</tr>"


def _header(mail: Mail, name: str) -> str:
    return escape(str(mail.message.get(name, "")))


def _page(title: str, content: str) -> web.Response:
    document = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title} · CloudShop</title>'
        f'<style>{_STYLE}</style><h1>{title}</h1>{content}<p><a href="/">All mails</a></html>'
    )
    return web.Response(text=document, content_type="text/html", headers=_HEADERS)
