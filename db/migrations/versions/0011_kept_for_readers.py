"""Triggers maintain what readers of the catalog need: counts of categories, search entries, words, and a version.

They are triggers, because the previous release writes products too. Every write of a product replaces its variants, and
writers take turns (catalog/store/write.py), so one trigger on variants is enough, and no row is contended.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

# Scripts that are written without spaces, or whose vowel signs PostgreSQL's parser takes for punctuation: Indic
# scripts, Thai, Lao, Burmese, Khmer, Chinese, Japanese and Korean. functions/catalog/search/words.py has the same.
UNSPACED = r"\u0900-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"

SEARCH_FUNCTIONS = rf"""
-- Pairs of neighbouring characters, and the last one alone, of every run of such a script.
CREATE FUNCTION catalog.pairs(content text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS
$$ SELECT coalesce(array_agg(DISTINCT substr(run[1], place, 2)), '{{}}')
   FROM regexp_matches(content, '[{UNSPACED}]+', 'g') run, generate_series(1, length(run[1])) place $$;

CREATE FUNCTION catalog.terms(content text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS
$$ SELECT to_tsvector('pg_catalog.english', catalog.plain(regexp_replace(content, '[{UNSPACED}]+', ' ', 'g')))
       || array_to_tsvector(catalog.pairs(content)) $$;

-- One word of a search: its terms, or a code such as a SKU that is, or begins with, the word.
CREATE FUNCTION catalog.word_query(word text, is_last boolean) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    spaced text := plainto_tsquery('pg_catalog.english', catalog.plain(regexp_replace(word, '[{UNSPACED}]+', ' ', 'g')));
    pairs text := (
        SELECT string_agg(quote_literal(substr(run[1], place, 2)) || CASE WHEN length(run[1]) = 1 THEN ':*' ELSE '' END, ' & ')
        FROM regexp_matches(word, '[{UNSPACED}]+', 'g') run, generate_series(1, greatest(length(run[1]) - 1, 1)) place);
    code text := regexp_replace(lower(word), '[''\\]', '', 'g');
    prefix text := CASE WHEN is_last THEN ':*' ELSE '' END;
    terms tsquery := (NULLIF(spaced, '') || prefix)::tsquery && pairs::tsquery;
BEGIN
    terms := coalesce(terms, (NULLIF(spaced, '') || prefix)::tsquery, pairs::tsquery);
    RETURN CASE WHEN terms IS NULL THEN '' ELSE terms || (quote_literal(code) || prefix)::tsquery END;
END $$;

-- All the words, of which the last may be the beginning of one. Stop words alone find nothing.
CREATE FUNCTION catalog.search_query(words text[]) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    whole tsquery := '';
BEGIN
    FOR place IN 1 .. cardinality(words) LOOP
        whole := whole && catalog.word_query(words[place], place = cardinality(words));
    END LOOP;
    RETURN whole;
END $$;

-- What is left of the first letters of a word if up to `most` of them are left out. Two words that differ by a typing
-- error or two have one of these in common (the symmetric delete algorithm).
CREATE FUNCTION catalog.deletions(word text, most integer) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS
$$ WITH RECURSIVE left_over AS (
       SELECT left(word, 7) AS letters, 0 AS deleted
       UNION
       SELECT overlay(letters PLACING '' FROM place FOR 1), deleted + 1
       FROM left_over, generate_series(1, length(letters)) place WHERE deleted < most AND length(letters) > 1
   )
   SELECT array_agg(DISTINCT letters) FROM left_over $$;
"""

WRITERS = rf"""
CREATE FUNCTION catalog.index_products(ids uuid[]) RETURNS void LANGUAGE sql AS $$
    DELETE FROM catalog.search_entries e USING catalog.products p
    WHERE e.product_id = ANY (ids) AND p.id = e.product_id AND p.state <> 'published';
    WITH documents AS MATERIALIZED (
        SELECT p.id, p.category, p.price_from_minor, p.created_at, p.title_key, p.title, p.description,
               concat_ws(' ', p.vendor, p.product_type, array_to_string(p.tags, ' '), v.options) AS about, v.codes
        FROM catalog.products p CROSS JOIN LATERAL (
            SELECT string_agg(array_to_string(option_values, ' '), ' ') AS options,
                   array_agg(lower(sku)) || coalesce(array_agg(barcode) FILTER (WHERE barcode <> ''), '{{}}') AS codes
            FROM catalog.variants WHERE product_id = p.id
        ) v
        WHERE p.id = ANY (ids) AND p.state = 'published' AND v.codes IS NOT NULL
    ), words AS (
        INSERT INTO catalog.words (word)
        SELECT DISTINCT found[1] FROM documents, regexp_matches(
            catalog.plain(regexp_replace(concat_ws(' ', title, about, description), '[{UNSPACED}]+', ' ', 'g')),
            '[[\:alpha\:]]{{3,40}}', 'g') found
        ORDER BY 1 ON CONFLICT DO NOTHING
    )
    INSERT INTO catalog.search_entries (product_id, category, price_from_minor, created_at, title_key, words)
    SELECT id, category, price_from_minor, created_at, title_key,
           setweight(catalog.terms(title), 'A') || setweight(catalog.terms(about), 'B')
           || setweight(catalog.terms(description), 'C') || array_to_tsvector(codes)
    FROM documents
    ON CONFLICT (product_id) DO UPDATE SET category = excluded.category, price_from_minor = excluded.price_from_minor,
        title_key = excluded.title_key, words = excluded.words
$$;

CREATE FUNCTION catalog.index_written_products() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM catalog.index_products(ARRAY(SELECT DISTINCT product_id FROM written));
    RETURN NULL;
END $$;
CREATE TRIGGER index_products AFTER INSERT ON catalog.variants
REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION catalog.index_written_products();

CREATE FUNCTION catalog.count_products() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        UPDATE catalog.category_counts c SET products = c.products - gone.products FROM (
            SELECT category, product_type, count(*) AS products FROM before WHERE state = 'published' GROUP BY 1, 2
        ) gone WHERE (c.category, c.product_type) = (gone.category, gone.product_type);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO catalog.category_counts AS c (category, product_type, products)
        SELECT category, product_type, count(*) FROM after WHERE state = 'published' GROUP BY 1, 2
        ON CONFLICT (category, product_type) DO UPDATE SET products = c.products + excluded.products;
    END IF;
    INSERT INTO catalog.version AS v (name, version) VALUES ('products', 1)
    ON CONFLICT (name) DO UPDATE SET version = v.version + 1;
    RETURN NULL;
END $$;
CREATE TRIGGER count_inserted AFTER INSERT ON catalog.products
REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION catalog.count_products();
CREATE TRIGGER count_updated AFTER UPDATE ON catalog.products
REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION catalog.count_products();
CREATE TRIGGER count_deleted AFTER DELETE ON catalog.products
REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION catalog.count_products();
"""

# The triggers keep writers out until they are committed, so that no product is left out and none counted twice.
COUNT = """
INSERT INTO catalog.category_counts (category, product_type, products)
SELECT category, product_type, count(*) FROM catalog.products WHERE state = 'published' GROUP BY 1, 2
"""


def upgrade() -> None:
    op.execute(SEARCH_FUNCTIONS)
    _create_tables()
    op.execute(WRITERS)
    op.execute(COUNT)
    for sort, column in (("newest", "created_at"), ("price", "price_from_minor"), ("title", "title_key")):
        op.create_index(
            f"ix_products_category_{sort}",
            "products",
            ["category", column, "id"],
            schema="catalog",
            postgresql_where=sa.text("state = 'published'"),
        )


def _create_tables() -> None:
    op.create_table(
        "category_counts",
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("product_type", sa.Text(), nullable=False),
        sa.Column("products", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("category", "product_type", name=op.f("pk_category_counts")),
        schema="catalog",
    )
    op.create_table(
        "version",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_version")),
        schema="catalog",
    )
    op.create_table(
        "search_entries",
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("price_from_minor", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("title_key", sa.Text(), nullable=False),
        sa.Column("words", postgresql.TSVECTOR(), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"],
            ["catalog.products.id"],
            name=op.f("fk_search_entries_product_id_products"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("product_id", name=op.f("pk_search_entries")),
        schema="catalog",
    )
    op.create_index(
        "ix_search_entries_words", "search_entries", ["words"], schema="catalog", postgresql_using="gin"
    )
    op.create_table(
        "words",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column(
            "deletions",
            postgresql.ARRAY(sa.Text()),
            sa.Computed("catalog.deletions(word, 2)", persisted=True),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_words")),
        schema="catalog",
    )
    for schema, table in (("catalog", "variants"), ("inventory", "stock")):
        op.create_index(f"ix_{table}_sku_bytes", table, [sa.text('sku COLLATE "C"')], schema=schema)
    op.create_index("ix_words_deletions", "words", ["deletions"], schema="catalog", postgresql_using="gin")
