use sm3::{Digest, Sm3};

/// One step from a leaf to the root: the neighbour's hash and whether it stands on the left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The neighbour.
    pub neighbour: [u8; 32],
    /// Whether the neighbour is hashed first.
    pub left: bool,
}

/// Root over leaves in their order, as RFC 9162 §2.1.1 builds it, with SM3: leaves are hashed
/// behind a zero byte and pairs behind a one byte, so that neither passes for the other; a leaf
/// without a neighbour is lifted unchanged. No leaf at all gives SM3 of nothing.
pub fn root(leaves: &[[u8; 32]]) -> [u8; 32] {
    let mut level: Vec<_> = leaves.iter().map(leaf).collect();
    while level.len() > 1 {
        level = level.chunks(2).map(lifted).collect();
    }
    level.first().copied().unwrap_or_else(|| Sm3::digest([]).into())
}

/// The way from the leaf at `place` to the root; empty when there is no such leaf.
pub fn path(leaves: &[[u8; 32]], place: usize) -> Vec<Step> {
    let mut level: Vec<_> = leaves.iter().map(leaf).collect();
    let (mut place, mut steps) = (place, Vec::new());
    while level.len() > 1 {
        if let Some(neighbour) = level.get(place ^ 1) {
            steps.push(Step { neighbour: *neighbour, left: place % 2 == 1 });
        }
        level = level.chunks(2).map(lifted).collect();
        place /= 2;
    }
    steps
}

/// The root that `value` and its way lead to.
pub fn root_from(value: &[u8; 32], steps: &[Step]) -> [u8; 32] {
    steps.iter().fold(leaf(value), |hash, step| {
        if step.left { pair(&step.neighbour, &hash) } else { pair(&hash, &step.neighbour) }
    })
}

fn lifted(pair_or_one: &[[u8; 32]]) -> [u8; 32] {
    match pair_or_one {
        [left, right] => pair(left, right),
        [alone] => *alone,
        _ => [0; 32],
    }
}

fn leaf(value: &[u8; 32]) -> [u8; 32] {
    Sm3::new().chain_update([0]).chain_update(value).finalize().into()
}

fn pair(left: &[u8; 32], right: &[u8; 32]) -> [u8; 32] {
    Sm3::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaves(n: u8) -> Vec<[u8; 32]> {
        (0..n).map(|i| [i; 32]).collect()
    }

    #[test]
    fn every_leaf_of_every_tree_finds_its_root() {
        for n in 1..=33 {
            let leaves = leaves(n);
            for (place, value) in leaves.iter().enumerate() {
                assert_eq!(
                    root_from(value, &path(&leaves, place)),
                    root(&leaves),
                    "{place} of {n}"
                );
            }
        }
    }

    #[test]
    fn another_leaf_does_not_find_it() {
        let leaves = leaves(7);
        assert_ne!(root_from(&[99; 32], &path(&leaves, 3)), root(&leaves));
    }
}
