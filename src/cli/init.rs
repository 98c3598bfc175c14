//! `factlint init`: a configuration to begin with.

use super::args::Init;
use super::session::{Session, Stop};
use crate::config::NAME;
use std::path::Path;

const CONFIG: &str = include_str!("init/factlint.yaml");
const PACK: &str = include_str!("init/pack.yaml");

/// `factlint init`
pub(super) fn init(session: &mut Session<'_>, args: &Init) -> Result<(), Stop> {
    let folder = args.folder.strip_prefix(".").unwrap_or(&args.folder);
    let mut files = vec![(folder.join(NAME), CONFIG.to_owned())];
    if let Some(name) = &args.pack {
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
            return session.refuse("a pack's name is of small letters, digits and hyphens", "Such as `bridges`.");
        }
        files[0].1 = CONFIG.replace("# rules: [packs]", "rules: [packs]");
        files.push((
            folder.join("packs").join(format!("{name}.yaml")),
            PACK.replace("NAME_", &format!("{}_", name.replace('-', "_"))).replace("NAME", name),
        ));
    }
    if let Some((path, _)) = files.iter().find(|(path, _)| path.exists()) {
        let message = format!("{} is there already", path.display());
        return session.refuse(&message, "It is left as it is; move it away first.");
    }
    for (path, text) in &files {
        if let Err(error) =
            std::fs::create_dir_all(path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new(".")))
        {
            return session.refuse(&format!("{}: {error}", path.display()), "Check the folder and its permissions.");
        }
        session.save(path, text.as_bytes())?;
        session.note(&format!("wrote {}", path.display()));
    }
    Ok(())
}
