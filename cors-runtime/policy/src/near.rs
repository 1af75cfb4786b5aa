//! Near misses: what may have been meant.

/// The candidate that differs from `word` in at most two letters and less than half of them, whatever their case.
pub fn near_miss<'a>(word: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let word = word.to_ascii_lowercase();
    let distance = |candidate: &&&str| edit_distance(&word, &candidate.to_ascii_lowercase());
    let is_near = |near: &&&str| distance(near) <= 2 && 2 * distance(near) < word.len().max(near.len());
    candidates.iter().min_by_key(distance).filter(is_near).copied()
}

/// How many letters are left out, added or changed, or swapped with their neighbour, between two words
/// (the "optimal string alignment" variant of the Levenshtein distance).
pub(crate) fn edit_distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let changed = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = changed.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests;
