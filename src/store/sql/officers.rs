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
    /// How many active people of a role there are.
    COUNT_ACTIVE = "select count(*) from officer where role = $1 and enrolled_at is not null and ended_at is null";
    /// Takes the recovery codes of somebody away.
    CODES_DELETE = "delete from recovery_code where officer_id = $1";
    /// Adds a recovery code.
    CODE_INSERT = "insert into recovery_code (officer_id, hash) values ($1, $2)";
    /// Uses a recovery code up, once.
    CODE_USE = "update recovery_code set used_at = $3 where officer_id = $1 and hash = $2 and used_at is null";
    /// How many recovery codes somebody has left.
    CODES_LEFT = "select count(*) from recovery_code where officer_id = $1 and used_at is null";
    /// Adds an officer.
    INSERT = "insert into officer (id, email, name, role, lang, password, totp, totp_step, created_at, enrolled_at, ended_at) \
              values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    /// Changes an officer; address and day of invitation stay.
    UPDATE = "update officer set name = $2, role = $3, lang = $4, password = $5, totp = $6, totp_step = $7, enrolled_at = $8, \
              ended_at = $9 where id = $1";
}
