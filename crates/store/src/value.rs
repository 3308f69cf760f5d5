use std::sync::Arc;

use xianban_kernel::{
    DossierId, FileId, GridId, Moment, PersonId, PlaceId, Role, ServiceId, StaffId, UnitId,
};

use crate::{Error, Result};

/// A value as both engines store it.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// No value.
    Null,
    /// `bigint`.
    Int(i64),
    /// `double precision`.
    Real(f64),
    /// `text`.
    Text(String),
    /// `bytea`.
    Bytes(Vec<u8>),
}

/// A value on its way into a statement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Param<'a> {
    /// No value.
    Null,
    /// `bigint`.
    Int(i64),
    /// `double precision`.
    Real(f64),
    /// `text`.
    Text(&'a str),
    /// `bytea`.
    Bytes(&'a [u8]),
}

/// Turns typed words into statement parameters: `params![appeal.id, no.to_string()]`.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => { &[$($crate::ToParam::to_param(&$value)),*][..] };
}

/// A typed word that can be a statement parameter.
pub trait ToParam {
    /// The value as the engines take it.
    fn to_param(&self) -> Param<'_>;
}

impl<T: ToParam + ?Sized> ToParam for &T {
    fn to_param(&self) -> Param<'_> {
        (**self).to_param()
    }
}

impl<T: ToParam> ToParam for Option<T> {
    fn to_param(&self) -> Param<'_> {
        self.as_ref().map_or(Param::Null, ToParam::to_param)
    }
}

macro_rules! to_param {
    ($($word:ty: $value:ident => $param:expr;)+) => {$(
        impl ToParam for $word {
            fn to_param(&self) -> Param<'_> { let $value = self; $param }
        }
    )+};
}

to_param! {
    i64: int => Param::Int(*int);
    bool: yes => Param::Int(i64::from(*yes));
    f64: real => Param::Real(*real);
    str: text => Param::Text(text);
    String: text => Param::Text(text);
    [u8]: bytes => Param::Bytes(bytes);
    Vec<u8>: bytes => Param::Bytes(bytes);
    Moment: at => Param::Int(at.millis());
    Role: role => Param::Text(role.code());
}

impl ToParam for Value {
    fn to_param(&self) -> Param<'_> {
        match self {
            Self::Null => Param::Null,
            Self::Int(int) => Param::Int(*int),
            Self::Real(real) => Param::Real(*real),
            Self::Text(text) => Param::Text(text),
            Self::Bytes(bytes) => Param::Bytes(bytes),
        }
    }
}

impl<const N: usize> ToParam for [u8; N] {
    fn to_param(&self) -> Param<'_> {
        Param::Bytes(self)
    }
}

macro_rules! int_words {
    ($($word:ty),+) => {$(
        impl ToParam for $word {
            fn to_param(&self) -> Param<'_> { Param::Int(self.value()) }
        }
        impl FromValue for $word {
            fn from_value(value: &Value) -> Option<Self> { i64::from_value(value).map(Self::new) }
        }
    )+};
}

int_words!(DossierId, FileId, GridId, PersonId, PlaceId, ServiceId, StaffId, UnitId);

/// A type that a stored value can be read as.
pub trait FromValue: Sized {
    /// The typed value, or `None` when it does not fit.
    fn from_value(value: &Value) -> Option<Self>;
}

impl FromValue for i64 {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Int(int) = value { Some(*int) } else { None }
    }
}

impl FromValue for bool {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Int(0) => Some(false),
            Value::Int(1) => Some(true),
            _ => None,
        }
    }
}

impl FromValue for f64 {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Real(real) = value { Some(*real) } else { None }
    }
}

impl FromValue for String {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Text(text) = value { Some(text.clone()) } else { None }
    }
}

impl FromValue for Vec<u8> {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Bytes(bytes) = value { Some(bytes.clone()) } else { None }
    }
}

impl<const N: usize> FromValue for [u8; N] {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Bytes(bytes) = value { bytes.as_slice().try_into().ok() } else { None }
    }
}

impl FromValue for Moment {
    fn from_value(value: &Value) -> Option<Self> {
        i64::from_value(value).map(Self::from_millis)
    }
}

impl FromValue for Role {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Text(code) = value { Some(Self::new(code)) } else { None }
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            other => T::from_value(other).map(Some),
        }
    }
}

/// One row of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    columns: Arc<[String]>,
    values: Vec<Value>,
}

impl Row {
    pub(crate) fn new(columns: Arc<[String]>, values: Vec<Value>) -> Self {
        Self { columns, values }
    }

    /// The value of `column`, typed.
    ///
    /// # Errors
    /// [`Error::Inconsistent`] when the column is missing or holds something else.
    pub fn get<T: FromValue>(&self, column: &'static str) -> Result<T> {
        let place = self.columns.iter().position(|name| name == column);
        place
            .and_then(|place| self.values.get(place))
            .and_then(T::from_value)
            .ok_or_else(|| Error::inconsistent("row", &column, "missing or of another type"))
    }

    /// Every column with its value, in the statement's order.
    pub fn cells(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.columns.iter().map(String::as_str).zip(&self.values)
    }
}
