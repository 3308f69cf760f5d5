//! The staff's face, at `/c`: queues, one appeal with everything about it, and each permitted move.

pub(crate) mod absence;
pub(crate) mod account;
pub(crate) mod act;
pub(crate) mod appeals;
pub(crate) mod away;
pub(crate) mod beside;
pub(crate) mod closed;
pub(crate) mod codes;
pub(crate) mod consultations;
pub(crate) mod content;
pub(crate) mod control;
pub(crate) mod day;
pub(crate) mod desk;
pub(crate) mod lines;
pub(crate) mod login;
pub(crate) mod organisation;
pub(crate) mod parts;
pub(crate) mod phrases;
pub(crate) mod pools;
pub(crate) mod praises;
pub(crate) mod problem;
pub(crate) mod routes;
pub(crate) mod rules;
pub(crate) mod supervisions;
pub(crate) mod teams;
pub(crate) mod whistles;
