/** US dollars for a segment to a mobile number in the United States, before carriers' fees: SNS's list price, November 2026. */
export const SEGMENT_PRICE = 0.0088;
