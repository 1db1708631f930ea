/** What every member of the local team signs in with, besides the member's id as user name. */
export const LOCAL_PASSWORD = 'Local-password-1';
