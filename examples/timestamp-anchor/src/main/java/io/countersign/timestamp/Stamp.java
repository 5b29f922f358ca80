package io.countersign.timestamp;

import java.math.BigInteger;
import java.time.Instant;

/**
 * What an authority vouches for, after it was checked.
 *
 * @param response the answer as it came (RFC 3161, TimeStampResp), which proves it to others
 * @param at when the authority saw the digest, by its own clock
 * @param serial the stamp's number at the authority
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Stamp(byte[] response, Instant at, BigInteger serial) {}
