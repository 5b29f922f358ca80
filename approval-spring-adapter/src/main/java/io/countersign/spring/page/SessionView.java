package io.countersign.spring.page;

/**
 * The unlocked session.
 *
 * @param approver the name of the person who reviews
 * @param workspace the workspace they review for
 * @param csrf the token bound to the session
 * @param formKey fresh for each rendering, at most 64 visible characters; forms derive their idempotency keys from it
 */
public record SessionView(String approver, String workspace, String csrf, String formKey) {

    /** The idempotency key of one form of the page. */
    public String keyOf(String form) {
        return formKey + "." + form;
    }

    @Override
    public String toString() {
        return "SessionView[approver=" + approver + ", workspace=" + workspace + "]";
    }
}
