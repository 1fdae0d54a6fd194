//! The stylesheet, the icons and the script, in the binary, under names that change with their content.
use std::{collections::HashMap, fmt::Write, sync::LazyLock};

use actix_web::{HttpResponse, http::header, web::Path};

#[derive(rust_embed::RustEmbed)]
#[folder = "../../static"]
struct Files;

/// Eight characters of a file's hash, by its name.
static HASHES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let hash = |name: &str| Files::get(name).map(|file| short(&file.metadata.sha256_hash()));
    Files::iter()
        .filter_map(|name| Some((name.to_string(), hash(&name)?)))
        .collect()
});

/// Where a browser finds it, for as long as it stays as it is.
pub(crate) fn address(name: &str) -> String {
    let hash = HASHES.get(name).map_or("missing", String::as_str);
    format!("/static/{hash}/{name}")
}

/// `GET /static/{hash}/{name}`
pub(crate) async fn show(path: Path<(String, String)>) -> HttpResponse {
    let (hash, name) = path.into_inner();
    let Some(file) = Files::get(&name).filter(|_| content_type(&name).is_some()) else {
        return HttpResponse::NotFound().finish();
    };
    // A page of an older version may ask for an older file: it gets today's, but not for keeps.
    let keep = if HASHES.get(&name) == Some(&hash) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    HttpResponse::Ok()
        .insert_header((
            header::CONTENT_TYPE,
            content_type(&name).unwrap_or_default(),
        ))
        .insert_header((header::CACHE_CONTROL, keep))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .body(file.data.into_owned())
}

/// `None`: nothing that a browser is meant to get.
fn content_type(name: &str) -> Option<&'static str> {
    match name.rsplit('.').next() {
        Some("css") => Some("text/css; charset=utf-8"),
        Some("js") => Some("text/javascript; charset=utf-8"),
        Some("svg") => Some("image/svg+xml"),
        _ => None,
    }
}

fn short(hash: &[u8]) -> String {
    hash.iter().take(4).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
