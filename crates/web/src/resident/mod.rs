//! The residents' face, at `/`: file a matter, follow it, rate it. Works on a phone without scripts.

pub(crate) mod account;
pub(crate) mod again;
pub(crate) mod appeals;
pub(crate) mod article;
pub(crate) mod ask;
pub(crate) mod board;
pub(crate) mod code;
pub(crate) mod consultations;
pub(crate) mod done;
pub(crate) mod elder;
pub(crate) mod figures;
pub(crate) mod forgotten;
pub(crate) mod found;
pub(crate) mod home;
pub(crate) mod login;
pub(crate) mod lookup;
pub(crate) mod me;
pub(crate) mod notices;
pub(crate) mod praises;
pub(crate) mod privacy;
pub(crate) mod problem;
pub(crate) mod prove;
pub(crate) mod routes;
pub(crate) mod teams;
