//! People at the vetting desk.

macro_rules! officer {
    ($rest:expr) => {
        concat!(
            "select id, email, name, role, lang, password, totp, totp_step, created_at, enrolled_at, ended_at from officer ",
            $rest
        )
    };
}

statements! {
    /// An officer.
    BY_ID = officer!("where id = $1");
    /// The officer of an address in small letters.
    BY_EMAIL = officer!("where email = $1");
    /// Everybody, in the order in which they came.
    ALL = officer!("order by id limit $1");
    /// Adds an officer.
    INSERT = "insert into officer (id, email, name, role, lang, password, totp, totp_step, created_at, enrolled_at, ended_at) \
              values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    /// Changes an officer; address and day of invitation stay.
    UPDATE = "update officer set name = $2, role = $3, lang = $4, password = $5, totp = $6, totp_step = $7, enrolled_at = $8, \
              ended_at = $9 where id = $1";
}
