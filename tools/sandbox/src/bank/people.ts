/** Who may log in on the pages of the bank as its operator; `secrets.json` has the password. */
export const OPERATOR = 'operator';
export const operatorSecret = "password of the bank's operator";
