//! What every CSV of the program owes the spreadsheet that opens it.

/// Spreadsheets take a file for UTF-8 only when it begins with this mark.
pub const UTF8_MARK: &[u8] = b"\xef\xbb\xbf";

/// A cell that a spreadsheet would compute is shown as text instead (OWASP, CSV injection).
#[must_use]
pub fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheet_computes_nothing_that_people_wrote() {
        for cell in ["=1+1", "+33", "-2", "@sum", "\t=1", "\r=1"] {
            assert_eq!(harmless(cell), format!("'{cell}"));
        }
        assert_eq!(harmless("Atelier = vélo"), "Atelier = vélo");
    }
}
