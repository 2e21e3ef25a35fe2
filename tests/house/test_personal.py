"""Every table with personal data declares what happens to the data."""

from collections.abc import Iterable

from sqlalchemy import Column, ForeignKey, MetaData, Table

from handlers.accounts.screens.data_words import NAMES
from storage.database.columns import Key
from storage.database.personal import Copied, GoesWith, Personal
from storage.tables import PERSONAL, metadata

OF_A_PERSON = ("telegram_id", "chat_id", "nip", "phone")
"""Columns that tell who a person is, also without a reference, or as the end of a longer name."""


def with_personal_data(tables: Iterable[Table]) -> set[str]:
    """The tables that name a person, and those that refer to one of these."""
    all_of_them = list(tables)
    found = {"person"}
    while True:
        more = {
            table.name
            for table in all_of_them
            if any(column.name.endswith(OF_A_PERSON) for column in table.c)
            or any(key.target_fullname.split(".")[0] in found for key in table.foreign_keys)
        }
        if more <= found:
            return found
        found |= more


def silent(tables: Iterable[Table], declared: Iterable[Personal]) -> set[str]:
    """The tables with data of a person that declare nothing."""
    return with_personal_data(tables) - {one.table.name for one in declared}


def test_every_table_with_data_of_a_person_says_what_happens_to_them():
    assert silent(metadata.tables.values(), PERSONAL) == set()


def test_no_table_says_it_twice_or_without_need():
    declared = [one.table.name for one in PERSONAL]
    assert sorted(declared) == sorted(with_personal_data(metadata.tables.values()))


def test_a_new_table_that_says_nothing_is_found():
    planted = MetaData()
    by_person = Table("by_person", planted, Column("mentor_id", Key, ForeignKey("person.id")))
    by_account = Table("by_account", planted, Column("new_chat_id", Key))
    below = Table("below", planted, Column("seat", Key, ForeignKey("enrolment.id")))
    harmless = Table("harmless", planted, Column("form_id", Key, ForeignKey("form.id")))
    tables = [*metadata.tables.values(), by_person, by_account, below, harmless]
    assert silent(tables, PERSONAL) == {"by_person", "by_account", "below"}
    fewer = [one for one in PERSONAL if one.table.name != "current_level"]
    assert silent(metadata.tables.values(), fewer) == {"current_level"}


def test_every_heading_and_column_of_the_copy_has_its_word():
    copied = [one.copied for one in PERSONAL if isinstance(one.copied, Copied)]
    headings = [each.heading for each in copied]
    assert len(set(headings)) == len(headings)
    names = {column.key for each in copied for column in each.columns}
    assert {*headings, *names} <= set(NAMES)


def test_what_goes_with_its_parent_is_deleted_by_the_database():
    for one in PERSONAL:
        if isinstance(one.kept, GoesWith):
            (key,) = one.table.foreign_keys
            assert (key.column.table, key.ondelete) == (one.kept.table, "CASCADE")
