//! What is told at the end.

use std::fmt;

use serde::Serialize;

use super::ask::Asked;
use super::fill::{Grown, Standing};
use crate::machine::Machine;
use crate::speed::number;

/// Slower than this at the last size, beside the first, stands out.
const STANDS_OUT: f64 = 1.5;

/// What was measured at one size. Times are in seconds or, of pages, in milliseconds.
#[derive(Clone, Debug, Serialize)]
pub struct Size {
    /// Appeals asked for.
    pub appeals: usize,
    /// What growing took.
    pub grown: Grown,
    /// What stands in the database.
    pub standing: Standing,
    /// What it takes on the disk.
    pub bytes: u64,
    /// Pages and moves.
    pub asked: Vec<Asked>,
}

/// Everything that was measured.
#[derive(Clone, Debug, Serialize)]
pub struct Table {
    machine: Machine,
    engine: &'static str,
    /// Appeals that were lived, if not all.
    lived: Option<usize>,
    sizes: Vec<Size>,
}

impl Table {
    /// Over these sizes, from the smallest.
    pub const fn new(
        machine: Machine,
        engine: &'static str,
        lived: Option<usize>,
        sizes: Vec<Size>,
    ) -> Self {
        Self { machine, engine, lived, sizes }
    }

    /// Half of the waits at each size, and how the last stands to the first.
    fn ratio(&self, name: &str) -> Option<f64> {
        let p50 = |size: &Size| {
            let asked = size.asked.iter().find(|one| one.name == name)?;
            asked.waits.map(|waits| waits.p50)
        };
        let (first, last) = (self.sizes.first()?, self.sizes.last()?);
        Some(p50(last)? / p50(first)?.max(f64::EPSILON))
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Machine { processor, cores, kernel, memory_mb, .. } = &self.machine;
        writeln!(f, "machine  {processor}, {cores} cores, {memory_mb} MB, Linux {kernel}")?;
        writeln!(f, "engine   {}\n", self.engine)?;
        if let Some(lived) = self.lived {
            writeln!(
                f,
                "{lived} appeals lived by the program's own verbs, the rest multiplied rows whose \
                 trail does not verify;\npages of one appeal are asked of lived ones\n"
            )?;
        }
        for Size { appeals: size, grown, standing, bytes, .. } in &self.sizes {
            let Grown { appeals, moves, verbs_s, sealing_s, adding_s, looking_s, .. } = grown;
            let rate = number(*appeals) / verbs_s.max(f64::EPSILON);
            writeln!(
                f,
                "{size}: {appeals} appeals by {moves} moves in {:.0} s; verbs {verbs_s:.0} s \
                 ({rate:.0} appeals a second), sealing {sealing_s:.0} s, figures {adding_s:.0} s, \
                 windows and cards {looking_s:.0} s",
                grown.took_s()
            )?;
            if grown.copies > 0 {
                let Grown { copies, copying_s, .. } = grown;
                writeln!(f, "  {copies} copied in {copying_s:.0} s")?;
            }
            let Standing { appeals, open, events, unsealed, changes, counted } = standing;
            writeln!(
                f,
                "  {appeals} appeals, {open} with a duty, {events} events, {unsealed} unsealed; \
                 {counted} counted, {changes} changes waiting; {} MB",
                bytes / 1_000_000
            )?;
        }
        write!(f, "\n{:<24}", "p50/p95 ms")?;
        for one in &self.sizes {
            write!(f, "{:>18}", one.appeals)?;
        }
        writeln!(f, "{:>8}", "ratio")?;
        let Some(first) = self.sizes.first() else { return Ok(()) };
        first.asked.iter().try_for_each(|one| self.line(f, one.name))
    }
}

impl Table {
    fn line(&self, f: &mut fmt::Formatter<'_>, name: &str) -> fmt::Result {
        write!(f, "{name:<24}")?;
        let found = |size: &Size| size.asked.iter().find(|one| one.name == name).cloned();
        let mut faults = Vec::new();
        for one in self.sizes.iter().filter_map(found) {
            match one.waits {
                Some(waits) => write!(f, "{:>10.1}{:>8.1}", waits.p50, waits.p95)?,
                None => write!(f, "{:>18}", "–")?,
            }
            faults.extend(Some(one.fault).filter(|fault| !fault.is_empty()));
        }
        if let Some(ratio) = self.ratio(name) {
            let mark = if ratio > STANDS_OUT { " ◄" } else { "" };
            write!(f, "{ratio:>8.2}{mark}")?;
        }
        faults.dedup();
        faults.iter().try_for_each(|fault| write!(f, "  {fault}"))?;
        writeln!(f)
    }
}
