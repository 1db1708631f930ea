/** What the FCC's rules of 2025 name, what AWS acts on, and the Spanish for it. */
const STOP =
  /^(STOP|STOPALL|STOP ALL|END|CANCEL|QUIT|UNSUBSCRIBE|REVOKE|OPTOUT|OPT OUT|ARRET|REMOVE|ALTO|PARAR|PARE|BAJA|CANCELAR)$/;
const START = /^(START|UNSTOP|INICIAR|EMPEZAR)$/;
/** Takes STOP back, too; of who has not said STOP it is what people say. */
const YES = /^YES$/;
const HELP = /^(HELP|INFO|AYUDA)$/;

/** A reply that is a word networks act on, whatever its case, accents and punctuation; undefined for what people say. */
export function keywordOf(text: string): 'stop' | 'start' | 'yes' | 'help' | undefined {
  const word = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()
    .toUpperCase();
  if (STOP.test(word)) return 'stop';
  if (START.test(word)) return 'start';
  if (YES.test(word)) return 'yes';
  return HELP.test(word) ? 'help' : undefined;
}
