# pysqlite3 is CPython's sqlite3 module built against a newer SQLite; it ships no stubs.
from sqlite3.dbapi2 import *
