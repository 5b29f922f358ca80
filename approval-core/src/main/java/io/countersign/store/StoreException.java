package io.countersign.store;

/** The store could not do its work: a fault of the database or of the connection to it. Nothing of the call holds. */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
