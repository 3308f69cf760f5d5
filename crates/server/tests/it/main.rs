//! All tests that touch a database or a page, in one binary: each more costs a long link.
