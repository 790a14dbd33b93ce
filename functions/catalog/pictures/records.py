"""What the database knows of uploaded pictures: whether their smaller sizes are made, or why not."""

from collections.abc import Iterable

from sqlalchemy import delete, literal, select, update
from sqlalchemy.orm import Session

from db.models.catalog import UPLOADED, Image
from db.models.pictures import Picture, PictureProblem
from functions.catalog.pictures.names import address_of, uploaded
from functions.catalog.store.locks import exclusive_catalog_lock


def states_of(session: Session, urls: Iterable[str]) -> list[Picture]:
    """The uploaded pictures among these addresses."""
    names = [found[0] for url in urls if (found := uploaded(url))]
    if not names:
        return []
    return list(session.scalars(select(Picture).where(Picture.name.in_(names)).order_by(Picture.name)))


def mark_ready(session: Session, name: str) -> None:
    session.execute(update(Picture).where(Picture.name == name, Picture.state == "uploaded").values(state="ready"))


def mark_failed(session: Session, name: str, problem: PictureProblem) -> None:
    session.execute(update(Picture).where(Picture.name == name).values(state="failed", problem=problem))


def forget_unused(session: Session, name: str, original: str) -> bool:
    """Deletes the picture's row unless a product shows the picture; returns whether its files may be deleted."""
    exclusive_catalog_lock(session)
    shown = select(literal(1)).where(Image.url == address_of(name, original), UPLOADED).limit(1)
    if session.scalar(shown) is not None:
        return False
    session.execute(delete(Picture).where(Picture.name == name))
    return True
