//! Whether a reply repeats earlier ones almost word for word.
//!
//! Of every reply a sketch is kept: the least hashes of its runs of letters, numbers and signs left
//! out. Two texts share about as many of them as they share runs (Broder 1997, min-wise hashing). The
//! sketches lie in bands, so that only replies with a whole band in common are compared. They are an
//! erasable copy like the full-text index: erasing an appeal removes them.

use std::collections::BTreeMap;

use xianban_kernel::{DossierId, Problem};
use xianban_store::{Tx, params};

use crate::appeals::nouns::{Appeal, State};
use crate::office::Work;

/// Least hashes of a sketch.
const LEAST: usize = 32;

/// Hashes of a band: with four, texts that share six runs in seven meet in one of eight bands
/// 99.7 times in a hundred.
const BAND: usize = 4;

/// Letters of a run.
const RUN: usize = 4;

/// Shorter texts say the same for good reason.
const SHORTEST: usize = 30;

/// Shared runs, in a hundred, from which a reply repeats another.
const ALIKE: usize = 80;

/// Replies of a band compared at most; the newest ones.
const COMPARED: i64 = 100;

/// An earlier reply that says almost the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Like {
    /// The number of its appeal.
    pub no: String,
    /// Its round; of the same appeal an earlier one.
    pub round: i64,
    /// How much is the same, in a hundred.
    pub share: usize,
}

/// The least hashes of a text; `None` when it is too short to compare.
fn sketch(text: &str) -> Option<[u32; LEAST]> {
    let plain = |letter: &char| letter.is_alphabetic();
    let letters: Vec<char> = text.chars().filter(plain).collect();
    if letters.len() < SHORTEST {
        return None;
    }
    let mut least = [u32::MAX; LEAST];
    for run in letters.windows(RUN) {
        let mut hash = run.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, letter| {
            (hash ^ u64::from(*letter)).wrapping_mul(0x0100_0000_01b3)
        });
        for least in &mut least {
            // SplitMix64: one stream of hashes from the run's own.
            hash = hash.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            let upper = u32::try_from((mixed ^ (mixed >> 31)) >> 32).unwrap_or(u32::MAX);
            *least = upper.min(*least);
        }
    }
    Some(least)
}

fn share(one: &[u32], other: &[u32]) -> usize {
    one.iter().zip(other).filter(|(a, b)| a == b).count() * 100 / LEAST
}

fn bands(sketch: &[u32; LEAST]) -> impl Iterator<Item = i64> {
    sketch.chunks_exact(BAND).zip(1_u64..).map(|(rows, n)| {
        let mixed = rows.iter().fold(n, |hash, row| {
            (hash ^ u64::from(*row)).wrapping_mul(0x0100_0000_01b3).rotate_left(23)
        });
        mixed.cast_signed()
    })
}

fn bytes(sketch: &[u32; LEAST]) -> Vec<u8> {
    sketch.iter().flat_map(|row| row.to_be_bytes()).collect()
}

fn read(bytes: &[u8]) -> Vec<u32> {
    let rows = bytes.as_chunks().0;
    rows.iter().map(|row| u32::from_be_bytes(*row)).collect()
}

/// Keeps the sketch of a reply that goes to review (`n` is its number in the vault).
pub(crate) fn keep(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    n: i64,
    text: &str,
) -> Result<(), Problem> {
    let Some(sketch) = sketch(text) else { return Ok(()) };
    work.tx.execute(
        "insert into reply_sketch (district, appeal, n, round, sketch) values ($1, $2, $3, $4, $5)",
        params![appeal.district, appeal.id, n, appeal.round, bytes(&sketch)],
    )?;
    for band in bands(&sketch) {
        work.tx.execute(
            "insert into reply_band (district, band, appeal, n) values ($1, $2, $3, $4)
             on conflict do nothing",
            params![appeal.district, band, appeal.id, n],
        )?;
    }
    Ok(())
}

/// Removes what is kept of an appeal's replies.
pub(crate) fn forget(tx: &mut Tx<'_>, district: i64, appeal: DossierId) -> Result<(), Problem> {
    for sql in [
        "delete from reply_band where district = $1 and appeal = $2",
        "delete from reply_sketch where district = $1 and appeal = $2",
    ] {
        tx.execute(sql, params![district, appeal])?;
    }
    Ok(())
}

/// Earlier replies, of other appeals and of this one's earlier rounds, that the reply which waits for
/// review repeats almost word for word; most alike first, three at most.
pub fn repeated(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<Vec<Like>, Problem> {
    let State::Reviewing(proposal) = &appeal.state else { return Ok(Vec::new()) };
    let row = work.tx.row(
        "select sketch from reply_sketch where district = $1 and appeal = $2 and n = $3",
        params![appeal.district, appeal.id, proposal.words],
    )?;
    let Some(row) = row else { return Ok(Vec::new()) };
    let own = read(&row.get::<Vec<u8>>("sketch")?);
    let Ok(known) = <[u32; LEAST]>::try_from(own.as_slice()) else { return Ok(Vec::new()) };
    // Each band has its own walk, from its newest reply on: those that have none in common are never read.
    let sql = "select appeal.no, s.round, s.sketch from (
             select b.appeal, b.n from reply_band b where b.district = $1 and b.band = $2
             order by b.appeal desc, b.n desc limit $3) near
           join reply_sketch s on s.district = $1 and s.appeal = near.appeal and s.n = near.n
           join appeal on appeal.district = s.district and appeal.id = s.appeal
         where s.appeal <> $4 or s.round < $5";
    let mut found: BTreeMap<String, Like> = BTreeMap::new();
    for band in bands(&known) {
        let values = params![appeal.district, band, COMPARED, appeal.id, appeal.round];
        for row in work.tx.rows(sql, values)? {
            let (no, round): (String, i64) = (row.get("no")?, row.get("round")?);
            let share = share(&own, &read(&row.get::<Vec<u8>>("sketch")?));
            if share >= ALIKE && found.get(&no).is_none_or(|known| known.share < share) {
                found.insert(no.clone(), Like { no, round, share });
            }
        }
    }
    let mut found: Vec<_> = found.into_values().collect();
    found.sort_by_key(|like| std::cmp::Reverse(like.share));
    found.truncate(3);
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPLY: &str = "尊敬的居民您好，关于您反映的小区东侧绿地被占用种菜的问题，中队已于11月24日到现场核实，\
                         劝导两户居民清理完毕，并补种冬青四十六株，后续将加强巡查，感谢您对工作的支持。";

    fn alike(one: &str, other: &str) -> usize {
        share(&sketch(one).unwrap(), &sketch(other).unwrap())
    }

    #[test]
    fn other_dates_and_numbers_are_the_same_words() {
        assert_eq!(alike(REPLY, &REPLY.replace("11月24日", "12月3日")), 100);
        assert!(alike(REPLY, &REPLY.replace("两户", "三户")) >= ALIKE);
    }

    #[test]
    fn another_answer_is_another() {
        let other = "尊敬的居民您好，您反映的电梯困人问题，维保单位当天更换了门锁开关，\
                     物业在业主群公示了检修记录，特种设备科将在下周复查，结果也会告诉您。";
        assert!(alike(REPLY, other) < 40, "{}", alike(REPLY, other));
        assert!(sketch("已解决。").is_none());
    }

    #[test]
    fn what_is_alike_meets_in_a_band() {
        let [one, other] =
            [REPLY.to_owned(), REPLY.replace("两户", "三户")].map(|text| sketch(&text).unwrap());
        let theirs: Vec<_> = bands(&other).collect();
        assert!(bands(&one).any(|band| theirs.contains(&band)));
        assert_eq!(read(&bytes(&one)), one);
    }
}
