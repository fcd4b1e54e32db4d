"""splink over the rows that `duplicates.py` normalised; runs in splink's own environment.

    python benchmarks/duplicates_splink.py rows.csv pairs.csv [--plain]

Columns of rows.csv: id, name, given, birth_year, communes (today's, "|" between), organisation,
words (of the deed, "|" between): all after our own normalisation. Writes id_1, id_2, score.

Set up as somebody would who means well by it: frequencies of terms count for names and
organisations, the chance of a match is told from rules that hardly ever err, blocking has the
rarest words of the deed, numbers of the deed are compared by themselves.
"""

import sys

import duckdb  # of splink's environment
from splink import Linker, SettingsCreator
from splink.backends.duckdb import DuckDBAPI
from splink.blocking_rule_library import block_on
from splink.comparison_level_library import CustomLevel, ElseLevel, NullLevel
from splink.comparison_library import CustomComparison


def main(source: str, target: str, *, is_plain: bool = False) -> None:
    """Learn without labels, as splink does, and predict."""
    link = duckdb.connect()
    link.execute("SET threads TO 2")
    link.execute(
        f"""CREATE TABLE rows AS SELECT id AS unique_id, nullif(name, '') AS name,
        nullif(given, '') AS given, try_cast(birth_year AS INTEGER) AS birth_year,
        string_split(communes, '|') AS communes, string_split(communes, '|')[1] AS commune, nullif(organisation, '') AS organisation,
        CASE WHEN words = '' THEN NULL ELSE list_distinct(string_split(words, '|')) END AS words
        FROM read_csv('{source}', header = true, all_varchar = true, quote = '"',
                      nullstr = '\\N')"""
    )
    link.execute(_RARE)
    api = DuckDBAPI(connection=link)
    linker = Linker(api.register("rows"), _settings(is_plain))
    linker.training.estimate_probability_two_random_records_match(
        [
            block_on("name", "birth_year", "commune"),
            "l.name = r.name AND l.organisation = r.organisation AND l.commune = r.commune AND "
            "len(list_intersect(l.words, r.words)) >= 0.8 * greatest(len(l.words), len(r.words))",
        ],
        recall=0.6,
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=3e6, seed=7)
    for columns in (
        ("name", "organisation"),
        ("name", "birth_year"),
        ("commune", "birth_year", "given"),
    ):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*columns))
    found = linker.inference.predict(threshold_match_probability=0.0001)
    link.execute(
        f"""COPY (SELECT unique_id_l AS id_1, unique_id_r AS id_2, match_probability AS score
        FROM {found.physical_name}) TO '{target}' (HEADER)"""
    )


#: Per row the three rarest words of its deed that stand elsewhere too, and its numbers.
_RARE = """
CREATE TABLE told AS
WITH each AS (SELECT unique_id, unnest(words) AS word FROM rows),
     often AS (SELECT word, count(*) AS times FROM each GROUP BY word HAVING count(*) > 1),
     ranked AS (SELECT unique_id, word, times,
                row_number() OVER (PARTITION BY unique_id ORDER BY times, word) AS place
                FROM each JOIN often USING (word))
SELECT unique_id, list(word) FILTER (place <= 3 AND times < 3000) AS rare,
       list(word) FILTER (regexp_matches(word, '^[0-9]+$')) AS numbers
FROM ranked GROUP BY unique_id;
CREATE OR REPLACE TABLE rows AS SELECT rows.*, told.rare, told.numbers
FROM rows LEFT JOIN told USING (unique_id);
"""


def _settings(is_plain: bool) -> SettingsCreator:
    alike = "jaro_winkler_similarity(name_l, name_r)"
    common = "len(list_intersect(words_l, words_r)) / least(len(words_l), len(words_r))"
    body = "jaro_winkler_similarity(organisation_l, organisation_r)"
    name = CustomLevel("name_l = name_r", "same")
    name.configure(tf_adjustment_column="name")
    same_body = CustomLevel("organisation_l = organisation_r", "same")
    same_body.configure(tf_adjustment_column="organisation")
    place = CustomLevel("commune_l = commune_r", "same")
    place.configure(tf_adjustment_column="commune")
    union = "(len(words_l) + len(words_r) - len(list_intersect(words_l, words_r)))"
    jaccard = f"len(list_intersect(words_l, words_r)) / {union}"
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            _levels(
                "name",
                name,
                ("damerau_levenshtein(name_l, name_r) <= 1", "a slip"),
                (f"{alike} >= 0.95", "near"),
                (f"{alike} >= 0.88", "like"),
                ("given_l = given_r", "given"),
            ),
            _levels(
                "birth_year",
                ("birth_year_l = birth_year_r", "same"),
                ("abs(birth_year_l - birth_year_r) = 1", "off by one"),
            ),
            _levels("communes", place, ("len(list_intersect(communes_l, communes_r)) > 0", "now")),
            _levels(
                "organisation",
                same_body,
                (f"{body} >= 0.9", "near"),
            ),
            _levels(
                "words",
                (f"{jaccard} >= 0.95", "same"),
                (f"{jaccard} >= 0.75", "most"),
                *((f"{common} >= {part}", str(part)) for part in (0.9, 0.7, 0.5, 0.3)),
            ),
            _levels("numbers", ("len(list_intersect(numbers_l, numbers_r)) > 0", "shared")),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("name", "communes", arrays_to_explode=["communes"]),
            block_on("name", "birth_year"),
            block_on("communes", "birth_year", "given", arrays_to_explode=["communes"]),
            block_on("organisation", "given", "communes", arrays_to_explode=["communes"]),
            block_on("name", "organisation"),
            *(
                []
                if is_plain
                else [
                    block_on("communes", "rare", arrays_to_explode=["communes", "rare"]),
                    block_on("name", "rare", arrays_to_explode=["rare"]),
                ]
            ),
        ],
        retain_matching_columns=False,
    )


def _levels(column: str, *levels: "CustomLevel | tuple[str, str]") -> CustomComparison:
    made = [each if isinstance(each, CustomLevel) else CustomLevel(*each) for each in levels]
    return CustomComparison(
        output_column_name=column,
        comparison_levels=[NullLevel(column), *made, ElseLevel()],
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], is_plain="--plain" in sys.argv)
