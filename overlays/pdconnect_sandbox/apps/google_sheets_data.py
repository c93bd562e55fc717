"""The example spreadsheets behind the Google Sheets components."""

from __future__ import annotations

from typing import Any, ClassVar

from attrs import define, field

MY_DRIVE = "My Drive"
SHARED_DRIVE = "0AsharedDriveUk9PVA"
DRIVES: dict[str, str] = {MY_DRIVE: MY_DRIVE, SHARED_DRIVE: "Marketing"}

# The spreadsheet that the reference's example of reloading props names.
REFERENCE_SHEET = "1BfWjFF2dTW_YDiLISj5N9nKCUErShgugPS434liyytg"


@define
class Worksheet:
    """One worksheet: rows of cells."""

    title: str
    rows: list[list[Any]] = field(factory=list[list[Any]])


@define
class Book:
    """One spreadsheet with its worksheets by id."""

    id: str
    title: str
    drive: str
    worksheets: dict[str, Worksheet]


@define
class Books:
    """The spreadsheets of each connected account, created at first use."""

    store_name: ClassVar[str] = "google_sheets.spreadsheets"
    by_account: dict[str, dict[str, Book]] = field(factory=dict[str, dict[str, Book]])

    def of(self, account_id: str) -> dict[str, Book]:
        """Return the spreadsheets of an account by id."""
        if account_id not in self.by_account:
            self.by_account[account_id] = {book.id: book for book in _examples()}
        return self.by_account[account_id]


def _examples() -> list[Book]:
    orders: list[list[Any]] = [["Name", "Email", "Amount"], ["Ada", "ada@example.com", 12]]
    sheets = {"0": Worksheet("Orders", orders), "1001": Worksheet("Notes")}
    first = Book(REFERENCE_SHEET, "Orders 2024", MY_DRIVE, sheets)
    others = [
        Book(f"sheet-{number:02d}", f"Budget {number:02d}", MY_DRIVE, {"0": Worksheet("Sheet1")})
        for number in range(2, 26)
    ]
    shared = Book("sheet-shared", "Campaigns", SHARED_DRIVE, {"0": Worksheet("Sheet1")})
    return [first, *others, shared]
