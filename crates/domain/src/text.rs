//! Texts cut to what Rackbeat takes.

/// At most `max` characters, never in the middle of one, nor of an emoji that is several.
pub fn cut(text: &str, max: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(max) else {
        return text.to_owned();
    };
    let mut end = end;
    while end > 0 && joins(&text[..end], &text[end..]) {
        end = text[..end]
            .char_indices()
            .next_back()
            .map_or(0, |(at, _)| at);
    }
    text[..end].trim_end().to_owned()
}

/// Whether what follows belongs to the character before: a joiner, a variation selector, a
/// combining mark, a skin tone, the second half of a flag.
fn joins(before: &str, after: &str) -> bool {
    let glued = |c: char| {
        matches!(c, '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{0300}'..='\u{036F}')
            || matches!(c, '\u{1F3FB}'..='\u{1F3FF}' | '\u{20E3}' | '\u{E0020}'..='\u{E007F}')
    };
    let is_flag = |c: char| matches!(c, '\u{1F1E6}'..='\u{1F1FF}');
    let next = after.chars().next();
    let halves = before.chars().rev().take_while(|c| is_flag(*c)).count();
    next.is_some_and(glued)
        || before.ends_with('\u{200D}')
        || (next.is_some_and(is_flag) && halves % 2 == 1)
}
