"""Pictures that staff upload: the state of each, and an index by which a picture's products are found."""

import sqlalchemy as sa
from alembic import op

revision = "0066"
down_revision = "0064"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pictures",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('uploaded', 'ready', 'failed')", name=op.f("ck_pictures_state")),
        sa.CheckConstraint(
            "(state = 'failed') = (problem IS NOT NULL)", name=op.f("ck_pictures_failed_has_problem")
        ),
        sa.CheckConstraint("problem IN ('unreadable', 'missing')", name=op.f("ck_pictures_problem")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_pictures")),
        schema="catalog",
    )
    op.create_index(
        "ix_images_uploaded",
        "images",
        ["url"],
        schema="catalog",
        postgresql_where=sa.text("url LIKE '/api/pictures/%'"),
    )
