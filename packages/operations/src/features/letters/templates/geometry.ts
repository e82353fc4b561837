/**
 * The measures of DOMAIN §5.18 (GB/T 9704-2012, letter format) in twips, twentieths of a point, the unit of the file format.
 */
const MM = 1440 / 25.4;
const mm = (length: number): number => Math.round(length * MM);
const pt = (length: number): number => Math.round(length * 20);

/** A4 and its margins: top (天头) 37 mm, left (订口) 28 mm, and a text area (版心) of 156 × 225 mm. */
export const PAGE = {
  width: mm(210),
  height: mm(297),
  top: mm(37),
  bottom: mm(297 - 37 - 225),
  left: mm(28),
  right: mm(210 - 28 - 156),
} as const;
/** Width of the text area. */
export const TEXT_WIDTH = PAGE.width - PAGE.left - PAGE.right;

/** 3号: the body's 16 pt, in the half-points of `w:sz`. */
export const BODY_SIZE = 32;
/** 22 lines fill the 225 mm of the text area: fixed 28.95 pt each. */
export const LINE = pt(28.95);
/**
 * 28 characters of 16 pt are 2 mm too wide for 156 mm, so each is set a quarter point tighter. Said as spacing between
 * characters and not as a character grid, since only Word honours the latter.
 */
export const TIGHTEN = pt(-0.25);
/** One character's advance, the unit of indents (“空二字”). */
export const CHARACTER = pt(BODY_SIZE / 2) + TIGHTEN;

/**
 * The lines of the red mark, at 34 pt and, for a long name, at 22 pt: in both the ink begins 6.5 pt below the line's edge
 * (measured in LibreOffice and Chromium, which differ by 1.5 pt), so that it stands 30 mm below the edge of the paper.
 */
export const MARK_LINE = pt(44);
export const LONG_MARK_LINE = pt(31.75);
export const HEADER = mm(30) - pt(6.5);
/** With the room under the ink this makes the 4 mm from the mark to the first red line. */
export const MARK_GAP = pt(5);
/** With the room above the ink this makes the ⅞ of a character from the red line to the number. */
export const BELOW_RULE = pt(4.5);
/** The thick line of the lower red pair ends 20 mm above the edge; the file tail in small type stands below it. */
export const TAIL_HEIGHT = pt(15);
export const FOOTER = mm(20) - TAIL_HEIGHT;
/** A page number's dash stands 7 mm below the text area, with half of its 16 pt line below it. */
export const PAGE_NUMBER_LIFT = mm(35 - 7) - pt(8) - FOOTER;
/** The red lines are 170 mm wide and centred on the page: they stand out of the text area by so much at either side. */
export const RULE_OUTDENT = { left: mm((210 - 170) / 2) - PAGE.left, right: mm((210 - 170) / 2) - PAGE.right } as const;

/** Four characters stay free to the right of the date; the organ's name is centred over a date of usual length. */
export const DATE_INDENT = 4 * CHARACTER;
const DATE_WIDTH = pt(101.5);
export const SIGN_INDENT = TEXT_WIDTH - 2 * (DATE_INDENT + Math.round(DATE_WIDTH / 2));
