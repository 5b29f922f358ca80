package io.countersign.proof;

/** A file is none that can be checked, or cannot be checked to its end; the message says why. */
final class UnusableException extends Exception {
    UnusableException(String message) {
        super(message);
    }
}
