//! HTML's entities, as shops keep them in names.

/// Those that are found in shops of the north; others stay as they stand.
const NAMED: [(&str, char); 60] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{A0}'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("shy", '\u{AD}'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("minus", '−'),
    ("hellip", '…'),
    ("bull", '•'),
    ("middot", '·'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("prime", '′'),
    ("Prime", '″'),
    ("aring", 'å'),
    ("Aring", 'Å'),
    ("aelig", 'æ'),
    ("AElig", 'Æ'),
    ("oslash", 'ø'),
    ("Oslash", 'Ø'),
    ("auml", 'ä'),
    ("Auml", 'Ä'),
    ("ouml", 'ö'),
    ("Ouml", 'Ö'),
    ("uuml", 'ü'),
    ("Uuml", 'Ü'),
    ("eacute", 'é'),
    ("Eacute", 'É'),
    ("egrave", 'è'),
    ("ecirc", 'ê'),
    ("agrave", 'à'),
    ("ccedil", 'ç'),
    ("ntilde", 'ñ'),
    ("szlig", 'ß'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("deg", '°'),
    ("plusmn", '±'),
    ("times", '×'),
    ("divide", '÷'),
    ("micro", 'µ'),
    ("frac12", '½'),
    ("frac14", '¼'),
    ("frac34", '¾'),
    ("sup2", '²'),
    ("sup3", '³'),
    ("euro", '€'),
];

/// The longest entity that is looked for, in bytes, without `&` and `;`.
const LONGEST: usize = 8;

/// Each entity decoded once: `&amp;lt;` is the text `&lt;`.
pub fn decoded(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, entity) = rest.split_at(at);
        all.push_str(before);
        let end = entity.find(';').filter(|end| *end <= LONGEST + 1);
        match end.and_then(|end| Some((end, one(&entity[1..end])?))) {
            Some((end, decoded)) => {
                all.push(decoded);
                rest = &entity[end + 1..];
            }
            None => {
                all.push('&');
                rest = &entity[1..];
            }
        }
    }
    all + rest
}

fn one(name: &str) -> Option<char> {
    let Some(digits) = name.strip_prefix('#') else {
        return NAMED
            .iter()
            .find_map(|(known, decoded)| (*known == name).then_some(*decoded));
    };
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => digits.parse(),
    };
    // NUL is kept by no database.
    code.ok().and_then(char::from_u32).filter(|c| *c != '\0')
}
