package io.countersign.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Several threads that start at one barrier. */
public final class Race {
    private Race() {}

    /** What each of so many got who did the same at once. */
    public static <T> List<T> of(int runners, Callable<T> work) throws Exception {
        return of(runners, runner -> work);
    }

    /** What each of so many got, every one with work of its own. */
    public static <T> List<T> of(int runners, IntFunction<Callable<T>> work) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(runners);
        ExecutorService threads = Executors.newFixedThreadPool(runners);
        try {
            List<Future<T>> started = new ArrayList<>();
            for (int runner = 0; runner < runners; runner++) {
                Callable<T> own = work.apply(runner);
                started.add(threads.submit(() -> {
                    barrier.await();
                    return own.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> one : started) results.add(one.get());
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
