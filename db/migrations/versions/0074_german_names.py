"""The standard shipping method has a German name, too, where it still has the names with which it came."""

from alembic import op

revision = "0074"
down_revision = "0072"
branch_labels = None
depends_on = None

CAME_WITH = '{"en": "Standard delivery", "fr": "Livraison standard"}'


def upgrade() -> None:
    op.execute(f"""
        UPDATE shipping.methods SET names = names || '{{"de": "Standardversand"}}'
        WHERE (zone, code) = ('EU', 'standard') AND names = '{CAME_WITH}'::jsonb
    """)  # noqa: S608 - of constants
