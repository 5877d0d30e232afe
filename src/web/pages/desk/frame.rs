//! What stands around every page of the desk: the menu, who is on duty, the way out.

use super::OnDuty;
use crate::domain::desk::Role;

/// The frame of a page: pages that extend `desk.html` have it as `frame`.
pub(super) struct Frame {
    pub(super) menu: Vec<Item>,
    pub(super) name: String,
    pub(super) role: &'static str,
    pub(super) leave_action: String,
}

/// A page of the menu.
pub(super) struct Item {
    pub(super) href: String,
    pub(super) label: &'static str,
    pub(super) current: bool,
}

impl Frame {
    /// Frames a page for somebody, with what their role may open.
    pub(super) fn of(on_duty: &OnDuty) -> Self {
        let lang = on_duty.lang();
        // Path behind /administration, label, least role.
        let pages = [
            ("", lang.desk_queue(), Role::Reader),
            ("/a-confirmer", lang.desk_confirm(), Role::Reader),
            ("/offres", lang.offers_menu(), Role::Reader),
            ("/tableau", lang.dashboard_title(), Role::Reader),
            ("/journal", lang.audit_title(), Role::Lead),
            ("/import", lang.import_menu(), Role::Administrator),
            ("/equipe", lang.desk_team(), Role::Administrator),
            ("/compte", lang.desk_account(), Role::Reader),
        ];
        let here = on_duty.visit.path.trim_start_matches("/administration");
        let open = pages.into_iter().filter(|(_, _, role)| on_duty.officer.role.covers(*role));
        let menu =
            open.map(|(path, label, _)| Item { href: on_duty.href(path), label, current: here == path });
        Self {
            menu: menu.collect(),
            name: on_duty.officer.name.clone(),
            role: lang.role(on_duty.officer.role),
            leave_action: on_duty.href("/quitter"),
        }
    }
}
