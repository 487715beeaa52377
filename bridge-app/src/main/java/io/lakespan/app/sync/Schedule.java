package io.lakespan.app.sync;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.function.UnaryOperator;

/** When passes begin. */
public final class Schedule {
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(5);
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(15);
    private static final int DOUBLINGS = 20;

    private final UnaryOperator<ZonedDateTime> next;

    private Schedule(UnaryOperator<ZonedDateTime> next) {
        this.next = next;
    }

    /** So long after the beginning of the last pass, or at once when that took longer. */
    public static Schedule every(Duration interval) {
        if (interval.isNegative() || interval.isZero()) {
            throw new BridgeException(ErrorCode.INVALID_INPUT, "the interval is " + interval + "; it is above zero");
        }
        return new Schedule(last -> last.plus(interval));
    }

    /**
     * At the times of a cron expression of five fields, in the time zone of this process.
     *
     * @throws BridgeException {@code INVALID_INPUT} when it is none
     */
    public static Schedule cron(String expression) {
        try {
            ExecutionTime times = ExecutionTime.forCron(
                    new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX)).parse(expression));
            return new Schedule(last -> times.nextExecution(last)
                    .orElseThrow(() -> new BridgeException(
                            ErrorCode.INVALID_INPUT, "'" + expression + "' names no time that is still to come")));
        } catch (IllegalArgumentException e) {
            throw new BridgeException(
                    ErrorCode.INVALID_INPUT,
                    "'" + expression + "' is no cron expression of five fields: " + e.getMessage(),
                    e);
        }
    }

    /**
     * When the next pass begins.
     *
     * @param begun when the last one began
     * @param ended when it ended; a time that went by meanwhile is not made up for
     * @param failures how many failed in a row; each doubles the wait
     */
    public ZonedDateTime next(ZonedDateTime begun, ZonedDateTime ended, int failures) {
        ZonedDateTime planned = next.apply(begun);
        ZonedDateTime due = planned.isBefore(ended) ? ended : planned;
        ZonedDateTime after = ended.plus(backoff(failures));
        return due.isBefore(after) ? after : due;
    }

    private static Duration backoff(int failures) {
        if (failures == 0) {
            return Duration.ZERO;
        }
        Duration wait = FIRST_BACKOFF.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
        return wait.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : wait;
    }
}
