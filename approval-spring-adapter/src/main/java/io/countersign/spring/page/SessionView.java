package io.countersign.spring.page;

/**
 * The unlocked session.
 *
 * @param approver the name of the person who reviews
 * @param workspace the workspace they review for
 * @param csrf the token bound to the session
 * @param formKey fresh for each rendering, at most 64 visible characters; forms derive their idempotency keys from it
 * @param reader tells readers apart who use the same browser, and says nothing of them
 * @param idle after so many seconds without a call it ends
 * @param most after so many seconds it ends whatever happens
 */
public record SessionView(
        String approver, String workspace, String csrf, String formKey, String reader, long idle, long most) {

    /** The idempotency key of one form of the page. */
    public String keyOf(String form) {
        return formKey + "." + form;
    }

    @Override
    public String toString() {
        return "SessionView[approver=" + approver + ", workspace=" + workspace + "]";
    }
}
