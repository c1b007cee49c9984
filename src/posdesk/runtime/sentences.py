"""Codes of refusals and trouble in plain words: what is wrong and what to do.

Every code raised anywhere has a sentence here; a test compares.
"""

from __future__ import annotations

from collections.abc import Mapping

from posdesk.runtime.causes import CAUSES
from posdesk.runtime.i18n import N_, _

SENTENCES: Mapping[str, str] = {
    # amounts and quantities
    "price_needed": N_("A price is needed."),
    "bad_amount": N_("“{text}” is not an amount of đồng."),
    "not_an_integer": N_("“{text}” is not a whole number."),
    "too_large": N_("“{text}” is too large."),
    "bad_quantity": N_("“{text}” is not a quantity."),
    "ambiguous_quantity": N_("“{text}” can be read in two ways. Type {part} or {whole}."),
    "fraction_not_weighed": N_("“{name}” is sold by the piece, not by weight."),
    "bad_discount": N_("“{text}” is not a discount from 0 to 100 percent."),
    "discount_too_large": N_("The discount is more than the amount."),
    "zero_price": N_("A price is 1 đồng or more. What is given away gets a discount of 100 %."),
    "bad_tax": N_("“{text}” is not a tax rate."),
    "tax_fraction": N_(
        "Is “{text}” meant to be a percent? Write 8 or 8% for eight percent; less than one percent"
        " needs the sign: 0,5%."
    ),
    # selling
    "nothing_found": N_("Nothing is called “{text}”."),
    "unknown_barcode": N_("No goods have the code {barcode}."),
    "bad_code": N_("This is not a code that a scanner can read."),
    "empty_bill": N_("There is nothing on the bill."),
    "no_shift": N_("No shift is open. Open one first."),
    "key_conflict": N_("The key “{key}” was used for another sale."),
    "stock_short": N_("There is not enough “{name}” in stock."),
    "not_allowed": N_("You do not have the right to do this."),
    # tenders
    "tender_short": N_("The payment is {short} đồng short."),
    "tender_over": N_("The payment is {over} đồng too much; only cash gives change."),
    "two_exact": N_("Only one payment can take the rest."),
    "zero_tender": N_("A payment of 0 is possible only where nothing is left to pay."),
    "unknown_tender": N_("“{method}” is no way of paying."),
    "debt_needs_customer": N_("A sale on debt needs a customer."),
    "unknown_customer": N_("There is no customer “{customer}”."),
    "debt_limit": N_(
        "“{name}” owes {owed} đồng and may owe {limit}; with this it would be {after}."
    ),
    # customers and their debts
    "bad_phone": N_("“{text}” is not a phone number. It has 10 digits, as in 0912345678."),
    "phone_taken": N_("{phone} is the phone of “{name}”."),
    "customer_name_needed": N_("A customer needs a name or a phone."),
    "customer_changed": N_(
        "“{name}” was changed elsewhere in the meantime. Look again and change it once more."
    ),
    "customer_owes": N_("“{name}” still has a balance of {owed} đồng. Settle it first."),
    "pays_too_much": N_("“{name}” owes {owed} đồng; no more than that can be taken."),
    "owes_nothing": N_("“{name}” owes nothing."),
    "not_a_payment": N_("Only a payment that was not taken back yet can be taken back."),
    "bad_tax_code": N_("“{text}” is not a tax code. Look at its digits once more."),
    "bad_email": N_("“{text}” is not an e-mail address."),
    "buyer_name_needed": N_("An invoice needs the buyer's name."),
    # goods that come back
    "unknown_receipt": N_("There is no receipt {receipt}."),
    "unknown_line": N_("The receipt {receipt} has no line {line}."),
    "not_returnable": N_("“{name}” is a returned line and cannot be returned again."),
    "return_too_much": N_("Of “{name}” only {left} may still come back. Choose again how much."),
    "return_other_rules": N_(
        "These goods were sold under other tax or rounding rules. Take them back by themselves."
    ),
    # shifts
    "shift_open": N_("A shift is open already."),
    "reason_needed": N_("Say why, in a few words."),
    "bad_notes": N_("The notes do not add up to the amount counted."),
    "no_drawer": N_("No printer with a cash drawer is set up."),
    # goods
    "name_needed": N_("The goods need a name and a code."),
    "text_too_long": N_("The text is longer than {limit} letters."),
    "bad_unit": N_("The units of “{name}” are not right: the first one is the base unit."),
    "product_changed": N_(
        "“{name}” was changed elsewhere in the meantime. Look at it again and change it once more."
    ),
    "unknown_product": N_("There are no such goods: “{product}”."),
    "unknown_unit": N_("“{name}” has no unit “{unit}”."),
    "stock_moved": N_("The stock of “{name}” moved while you counted. Look again and count anew."),
    "sku_taken": N_("The code {sku} belongs to “{name}”."),
    "barcode_taken": N_("The barcode {barcode} belongs to “{name}”."),
    "no_own_code": N_(
        "The patterns of the scale's labels take every code that begins with 2, so the shop has"
        " none left for its own goods. Change them in the settings."
    ),
    "label_count": N_("Print 1 to {most} labels of one kind at a time."),
    "label_place": N_("The sheet has the places 1 to {most}."),
    "no_labels": N_("Say of which goods you want how many labels."),
    # files of people
    "unknown_format": N_("{path}: goods come as CSV (.csv) or as a workbook of Excel (.xlsx)."),
    "file_too_large": N_("{path} is larger than {limit} MB."),
    "table_empty": N_("{path} has no rows."),
    "too_many_rows": N_("The file has more than {limit} rows. Divide it."),
    "too_many_columns": N_("Line {line} has more than {limit} columns."),
    "not_a_table": N_("This is no table of texts. Save it as “CSV UTF-8” or as .xlsx."),
    "csv_broken": N_("From line {line} on a quotation mark is missing or too many."),
    "not_utf8": N_(
        "The file is written in {encoding} (line {line}), which loses Vietnamese letters. Save it"
        " as “CSV UTF-8” or as .xlsx."
    ),
    "mixed_encodings": N_(
        "Line {line} is written in another encoding than the rest of the file. Save it as"
        " “CSV UTF-8” or as .xlsx."
    ),
    "not_a_workbook": N_("This is no workbook of Excel, or it has a password. Save it as .xlsx."),
    "workbook_damaged": N_("The workbook cannot be read at line {line}. Save it anew as .xlsx."),
    "workbook_too_large": N_("The workbook unpacks to far more than goods need, so it stays shut."),
    "formula_without_value": N_("There is a formula without a result. Write the result."),
    "cell_error": N_("A formula in the table failed: {text}."),
    "cell_is_date": N_(
        "The table made a date of this. Make the column “Text” and write it once more."
    ),
    "bad_number": N_("“{text}” is not a number that a table keeps exactly. Make the cell “Text”."),
    "column_missing": N_(
        "The first line must name the columns; “{column}” ({title}) is not among them."
    ),
    "column_twice": N_("Two columns are called “{column}”."),
    "column_unknown": N_("No such column is known; it is left out."),
    "cell_missing": N_("This cell must not be empty."),
    "cell_differs": N_("Line {other} says something else of the same goods."),
    "bad_factor": N_("“{text}” is not how many base units are in it: 1, 6, 24..."),
    "bad_yes_no": N_("“{text}” is neither yes nor no."),
    "no_base_unit": N_("One line of these goods must be their base unit, with the factor 1."),
    "stock_below_zero": N_("Stock cannot begin below zero."),
    "stock_ignored": N_("These goods are known; their stock stays as it is (--set-stock)."),
    "controls_dropped": N_("Characters that nobody sees were left out."),
    "still_archived": N_("These goods are archived and stay so."),
    "picture_outside": N_("“{picture}” does not lie in the folder of the file."),
    "picture_missing": N_("There is no picture “{picture}”."),
    "goods_not_taken": N_("Nothing was written: {count} cells have to be mended."),
    # settings
    "unknown_setting": N_("There is no setting “{key}”."),
    "bad_setting": N_("“{value}” is not a value for this setting."),
    "bad_picture": N_("This is not a picture. Choose a PNG or a JPEG file."),
    "picture_too_large": N_("This picture is too large. Choose a simpler one."),
    "scale_pattern": N_("“{pattern}” is not a pattern of scale labels."),
    # codes
    "code_too_long": N_("A code has at most {limit} characters."),
    "vietqr_bank": N_("“{bank}” is not a bank number of six digits."),
    "vietqr_account": N_("“{account}” is not an account number: 1 to 19 letters and digits."),
    "vietqr_service": N_("“{service}” is not a transfer service; use QRIBFTTA or QRIBFTTC."),
    "vietqr_amount": N_("A transfer code cannot carry the amount “{amount}”."),
    "vietqr_currency": N_("This code does not ask for đồng but for currency {currency}."),
    "vietqr_text_too_long": N_("The text in “{field}” has {length} letters; {limit} is the most."),
    "vietqr_texts_too_long": N_(
        "The extra texts of the code have {length} letters together; {limit} is the most."
    ),
    "vietqr_unknown": N_("This is not a payment code."),
    "vietqr_damaged": N_("The code is damaged or cut off: its check sum is wrong. Scan it again."),
    "vietqr_structure": N_("The code is built wrongly: field {inside}, character {at}."),
    "vietqr_vnpay": N_("This is a VNPAY-QR code, not a bank transfer code (VietQR)."),
    "vietqr_not_transfer": N_("This payment code is not a bank transfer code (VietQR)."),
    "bank_account": N_(
        "“{account}” is not an account number: it has 6 to 19 letters and digits. Type it in full,"
        " as the bank's app shows it."
    ),
    "unknown_bank": N_("There is no bank “{bank}”. Give its code or its six digits."),
    "bank_list": N_("The bank list is not right (row {row})."),
    # transfers and corrections
    "no_bank_account": N_("The shop's bank account is not set up yet."),
    "unknown_transfer": N_("There is no such transfer."),
    "not_received": N_("This transfer was not confirmed."),
    "already_received": N_("This transfer was confirmed already."),
    "no_such_tender": N_("Nothing was paid in this way."),
    "nothing_to_move": N_("No money was taken on receipt {receipt} that could be moved."),
    "other_shift": N_(
        "The shift of receipt {receipt} is closed and counted; its payment stays. Tell the owner."
    ),
    "nothing_to_void": N_("There is no sale to cancel."),
    "sale_cancelled": N_("Receipt {receipt} is cancelled already. Nothing is left to do."),
    "void_return": N_(
        "{receipt} takes goods back and cannot be cancelled. If the customer keeps them,"
        " sell them again."
    ),
    "void_exchange": N_(
        "{receipt} is an exchange and cannot be cancelled. Press F8 to take the new goods back;"
        " what the customer keeps is sold again."
    ),
    "void_returned": N_(
        "Some of {receipt} came back already, so it cannot be cancelled. Press F8 to take the"
        " rest back."
    ),
    "all_came_back": N_("All goods of {receipt} came back already. Nothing is left to do."),
    "newer_receipt": N_(
        "Only the newest sale can be cancelled, and {receipt} is older. Press F8 to take its goods"
        " back."
    ),
    "void_other_shift": N_(
        "The shift of receipt {receipt} is closed, so it cannot be cancelled. Press F8 to take its"
        " goods back."
    ),
    # paper
    "no_printer": N_("No printer is set up yet."),
    "no_document": N_("There is nothing to print for this any more."),
    "unknown_printer": N_("There is no printer “{name}”."),
    "printer_name_needed": N_("The printer needs a name."),
    "printer_name_taken": N_("There is a printer “{name}” already."),
    "bad_width": N_("A printer has 384, 512 or 576 dots across, not {width}."),
    "bad_printer_address": N_(
        "“{address}” is not a printer's address. Examples: tcp:192.168.1.50:9100,"
        " device:/dev/usb/lp0"
    ),
    **{f"printer_{name}": cause.words for name, cause in CAUSES.items()},
    "already_retried": N_("This was printed again already."),
    "unknown_job": N_("There is no such print job."),
    "job_under_way": N_("This is printing right now."),
    "cannot_write": N_("{path} cannot be written: {reason}."),
    "cannot_read": N_("{path} cannot be read: {reason}."),
    "bad_date": N_("“{text}” is not a date like 2026-11-30."),
    "no_such_shift": N_("There is no such shift."),
    # JSON
    "bad_json": N_("Line {row} is not a request: {problem}."),
    "unknown_field": N_("There is no field “{field}”."),
    "missing_field": N_("The field “{field}” is missing."),
    "bad_field": N_("The field “{field}” has a wrong value."),
    # the shop's folder
    "shop_exists": N_("There is a shop in {path} already."),
    "shop_not_new": N_(
        "This shop has goods or shifts already. An invented history needs a new one."
    ),
    "folder_not_empty": N_("The folder {path} is not empty."),
    "folder_on_network": N_(
        "{path} lies on another computer. Keep the shop's data on this one, or sales get lost."
    ),
    "folder_cloud_synced": N_(
        "{path} is copied by a cloud program, which tears the data apart. Choose another folder."
    ),
    "no_shop": N_("There is no shop in {path}. Make one with: posdesk init"),
    "sqlite_too_old": N_("SQLite {found} can lose sales; {needed} or newer is needed."),
    "newer_file": N_("The data in {path} were written by a newer posdesk. Update this program."),
    "data_damaged": N_("The data in {path} are damaged. Restore the newest backup."),
    "data_empty": N_("The data file {path} is empty. Restore the newest backup."),
    "data_missing": N_("The data file {path} is gone. Restore the newest backup."),
    "sales_missing": N_(
        "The last {missing} entries are missing from the data in {path} (receipts: {receipts}):"
        " the file is older than what this till has confirmed. Put the newest file back, with its"
        " -wal, or restore the newest backup."
    ),
    "not_a_shop": N_("{path} is not a shop's data file. Restore the newest backup."),
    "other_chain": N_(
        "The data in {path} are not those this till has confirmed. Put the right file back, or"
        " restore the newest backup."
    ),
    "other_shop": N_("{path} is another shop's data file. Put the right one back."),
    "shop_in_use": N_("The shop in {path} is open in another window or program. Close it first."),
    "migration_failed": N_(
        "The data in {path} could not be brought up to date ({problem}). Nothing was changed; use"
        " the posdesk of before and ask for help."
    ),
    "checks_failed": N_("The data are not right: {checks}."),
    # backups
    "backup_failed": N_(
        "No backup was made: {path} is damaged ({problem}). Restore the newest backup."
    ),
    "other_shops_backup": N_("{path} is another shop's backup."),
    "not_confirmed": N_("Nothing was changed. Say --yes to go on without a question."),
    "bad_receipt_number": N_("“{text}” is not a receipt number like T1-000042."),
    "unknown_series": N_("There are no receipts {series}-..."),
    "disk_full": N_("The disk is full. Free some space; nothing was lost."),
    "folder_read_only": N_("{path} cannot be written to. Nothing was lost."),
    "no_access": N_("This user of the computer may not use {path}. Nothing was lost."),
    "disk_gone": N_(
        "The disk went away while this was being saved, so nobody can tell whether it was."
        " Close posdesk, see to the disk, start again and look in the past sales first."
    ),
    "disk_failed": N_("The disk does not answer as it should. Nothing was written."),
    "cannot_open": N_("{path} cannot be opened."),
    "data_busy": N_("Another program holds the shop's data. Try again."),
    "not_a_folder": N_("{path}: there is a file where a folder should be."),
    # orders and exchanges
    "unknown_order": N_("There is no order {order}."),
    "unknown_source": N_("Orders come by zalo, facebook, phone or shop, not by “{source}”."),
    "unknown_order_line": N_("The order has no line {line}."),
    "order_state": N_("That cannot be done with the order {order} as it stands now."),
    "order_unpaid": N_("The order {order} is not paid yet."),
    "packed_too_much": N_("More of “{name}” than was ordered."),
    "not_ordered": N_("“{name}” does not belong into the order {order}."),
    "unit_ordered": N_("“{name}” was ordered by whole {unit}: scan the code of the {unit}."),
    "deposit_paid": N_("A deposit was paid on the order {order}: give it back first."),
    "deposit_too_large": N_("The deposit of {deposit} is more than the order's {total}."),
    "order_not_handed_over": N_("The order {order} was not handed over yet."),
    "reference_needed": N_("Say which statement it is: its number or its date."),
    "sync_running": N_("This exchange is being matched by another program on this computer."),
    "unknown_exchange": N_("No exchange is called “{exchange}”."),
    "address_needed": N_("Say where it is: its address, or the folder."),
    "exchange_exists": N_("There is an exchange called “{exchange}” already."),
    "bad_url": N_("“{url}” is no address: it begins with https://."),
    "plain_http": N_(
        "{url} would send its keys in the open. The address has to begin with https://."
    ),
    "secrets_missing": N_("The keys of “{exchange}” are not on this computer: set it up again."),
    "secrets_open": N_("Others may read {path}: chmod 600 mends that."),
    "secrets_unreadable": N_("{path} cannot be read, or is not as the manual says."),
    "secrets_source": N_("Keys are read from standard input: --secrets -"),
    "bad_secret": N_("Line {line}: not one of the keys this kind of exchange has."),
    "which_goods": N_("Name goods by their codes, or say --all."),
    "unknown_listing": N_("{product} is not offered there."),
    "weighed_online": N_("“{name}” is sold by weight; exchanges sell whole pieces."),
    "bad_stars": N_("OCOP gives 3 to 5 stars."),
    "no_network": N_("There is no line to it now. It is tried again later."),
    "exchange_certificate": N_(
        "The server cannot prove who it is (its certificate is not right). Nothing was sent."
    ),
    "exchange_slow": N_("It took too long to answer. It is tried again later."),
    "exchange_broke_off": N_("The line broke off. It is tried again later."),
    "exchange_moved": N_("It sends us to another address: {text}. Nothing was sent there."),
    "exchange_too_large": N_("It sent more than can be right; nothing of it was kept."),
    "exchange_too_much": N_("It finds that too much at once. Less is sent the next time."),
    "exchange_not_json": N_("Something else answered in its place, maybe a log-in page: {text}"),
    "exchange_rights": N_("Its keys are wrong, or may not do this."),
    "exchange_error": N_("It says: {text}"),
    "exchange_repeats": N_("It shows the same orders again and again."),
    "price_differs": N_("The exchange shows {price}, the shop {own}. Decide which one counts."),
    "stock_differs": N_("The exchange showed {there} pieces where {sent} were sent. Set right."),
    "listing_gone": N_("It is not on the exchange any more. Offer it again, or take it off here."),
    "exchange_refused": N_("It does not accept this:"),
    "order_not_understood": N_("An order of it cannot be understood, nothing of it was kept:"),
    "columns_missing": N_("These columns were not found: {columns}."),
    "no_folder": N_("There is no folder {path}."),
    "folder_not_writable": N_("Nothing can be written into the folder."),
    "folder_unreadable": N_("The folder cannot be used: {text}"),
    "no_woocommerce": N_("There is no WooCommerce at this address."),
    "no_vendure": N_("There is no Vendure at this address."),
    "prices_without_tax": N_("Its prices are without tax: set it to prices with tax."),
    "too_dear_there": N_("It can keep no price above 21.474.836 ₫."),
    "sku_twice_there": N_("Several of its goods have this code: leave it to one of them."),
    "order_gone_there": N_("It has no such order any more."),
    "nothing_paid_there": N_("It knows of no payment that could be given back."),
    "no_products": N_("The key may not change products: it needs read and write."),
    "no_orders": N_("The key may not read orders: it needs read and write."),
    # the program itself
    "no_display": N_(
        "There is no display here to open the window on. The commands work without one:"
        " posdesk --help"
    ),
    "display_failed": N_(
        "The window cannot be opened: the display does not answer, or a library of the system is"
        " missing (make setup names it)."
    ),
    "library_missing": N_(
        "This program is not whole, or a library of the system is missing: {library}. make setup"
        " says what to install."
    ),
    "interrupted": N_("Stopped. What was acknowledged is kept, the rest was not done."),
    "output_failed": N_("The output cannot be written: {reason}."),
    "cannot_use": N_("{path} cannot be used: {reason}."),
    "bug": N_(
        "Something in the program went wrong ({kind}). The log in the data folder says where."
    ),
}


def sentence(code: str, params: Mapping[str, object]) -> str:
    """The words for a code in the language of screen and terminal; 5000 is written 5.000."""
    return _(SENTENCES[code]).format_map({name: _shown(value) for name, value in params.items()})


def _shown(value: object) -> object:
    return f"{value:,}".replace(",", ".") if isinstance(value, int) else value
