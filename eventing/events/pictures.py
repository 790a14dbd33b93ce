"""Events of pictures that staff upload. `picture` is its name, `file` that of its original."""

from eventing.events import Event


class PictureEvent(Event):
    picture: str
    file: str

    @property
    def subject(self) -> str:
        return self.picture


class PictureUploaded(PictureEvent):
    """A picture is stored as it was uploaded, and its smaller sizes are to be made."""

    TYPE = "shop.picture.uploaded.v1"


class PictureRemoved(PictureEvent):
    """A product no longer shows the picture; another one may."""

    TYPE = "shop.picture.removed.v1"
