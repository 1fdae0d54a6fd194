//! Writes one of each kind to `target/tmp/paper`, for people to look at.
use std::{fs, path::Path};

use domain::invoice::Abroad;

use crate::{build, words::say};

#[test]
fn one_of_each_is_written_to_look_at() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("paper");
    fs::create_dir_all(&folder).unwrap();
    let mut all = build::all();
    let about = build::about(build::seller(), build::norwegian(), Abroad::default(), "nb");
    all.push(("invoice-long", build::long(about)));
    for (name, document) in all {
        let say = say(&document.language);
        let pdf = paper::pdf::pdf(&document, &say).unwrap();
        assert!(pdf.starts_with(b"%PDF-1.7"));
        fs::write(folder.join(name).with_extension("pdf"), pdf).unwrap();
        let xml = paper::ehf::xml(&document, &say).unwrap();
        fs::write(folder.join(name).with_extension("xml"), xml).unwrap();
    }
}
