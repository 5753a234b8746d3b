#include "io/chrony.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <optional>

#include "core/text.hpp"
#include "io/descriptor.hpp"
#include "io/read_clock.hpp"

namespace bowball::io {
namespace {

constexpr std::size_t most_bytes = 4096;
constexpr std::size_t fields_of_tracking = 14;
constexpr std::string_view not_synchronised = "Not synchronised";

/// "-0.000001162" in units of 10^-9; at most nine digits behind the point, and nine before it.
std::optional<std::int64_t> parse_decimal(std::string_view text) {
    const auto is_negative = text.starts_with('-');
    if (is_negative || text.starts_with('+')) text.remove_prefix(1);
    const auto point = text.find('.');
    const auto whole = parse_number(text.substr(0, point));
    const auto digits = point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
    if (!whole || *whole >= 1'000'000'000 || digits.size() > 9 || (point != std::string_view::npos && digits.empty())) return std::nullopt;
    const auto behind = digits.empty() ? std::optional<std::uint64_t>{0} : parse_number(std::string{digits} + std::string(9 - digits.size(), '0'));
    if (!behind) return std::nullopt;
    const auto size = static_cast<std::int64_t>(*whole * 1'000'000'000 + *behind);
    return is_negative ? -size : size;
}

/// Of parts in 10^6 in units of 10^-9, rounded up.
std::int32_t in_ppb(std::int64_t ppm) {
    constexpr std::int64_t most = 1'000'000'000;
    return static_cast<std::int32_t>(std::min((ppm + 999'999) / 1'000'000, most));
}

bool is_leap_status(std::string_view text) { return text == "Normal" || text == "Insert second" || text == "Delete second" || text == not_synchronised; }

Error garbled(std::string_view text) { return {errc::bad_input, "said what is no answer: \"" + printable(text, 80) + "\""}; }

/// What a program says until it ends, or nothing if it goes on for too long.
std::optional<std::string> listen(int from, Duration until) {
    std::string said;
    char bytes[512];
    while (said.size() < most_bytes) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - read_clock(CLOCK_MONOTONIC)).count();
        pollfd waiting{from, POLLIN, 0};
        const auto ready = left > 0 ? ::poll(&waiting, 1, static_cast<int>(left)) : 0;
        if (ready < 0 && errno == EINTR) continue;
        if (ready <= 0) return std::nullopt;
        const auto got = ::read(from, bytes, sizeof bytes);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return said;
        said.append(bytes, static_cast<std::size_t>(got));
    }
    return said;
}

struct Started {
    pid_t child = -1;
    Descriptor said;
    int failure = 0;   ///< errno
};

/// With its output to us, its errors and its input nowhere, and no signal held back.
Started start(const std::string& program) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) return {-1, Descriptor{}, errno};
    Descriptor ours{ends[0]};
    const Descriptor theirs{ends[1]};
    posix_spawn_file_actions_t files;
    posix_spawnattr_t how;
    ::posix_spawn_file_actions_init(&files);
    ::posix_spawnattr_init(&how);
    ::posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&files, theirs.get(), 1);
    ::posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
    // It has no business with the ports and sockets of this server, nor may it keep one open.
    ::posix_spawn_file_actions_addclosefrom_np(&files, 3);
    sigset_t none;
    ::sigemptyset(&none);
    ::posix_spawnattr_setsigmask(&how, &none);
    ::posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK);
    std::string name = program;
    char numbers[] = "-n";
    char commas[] = "-c";
    char tracking[] = "tracking";
    char* arguments[] = {name.data(), numbers, commas, tracking, nullptr};
    Started started;
    started.failure = ::posix_spawnp(&started.child, program.c_str(), &files, &how, arguments, environ);
    ::posix_spawnattr_destroy(&how);
    ::posix_spawn_file_actions_destroy(&files);
    started.said = std::move(ours);
    return started;
}

/// The status of a program that has ended by itself until then; nothing of one that had to be killed. Either way it is gone.
std::optional<int> end(pid_t child, Duration until) {
    constexpr int rhythm_ms = 5;
    int status = 0;
    for (;;) {
        const auto ended = ::waitpid(child, &status, WNOHANG);
        if (ended == child) return status;
        if (ended < 0 && errno != EINTR) return std::nullopt;
        if (read_clock(CLOCK_MONOTONIC) >= until) break;
        ::poll(nullptr, 0, rhythm_ms);
    }
    ::kill(child, SIGKILL);
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {}
    return std::nullopt;
}

}  // namespace

Duration error_bound(const ChronyTracking& tracking) { return std::chrono::abs(tracking.offset) + tracking.root_dispersion + (tracking.root_delay + 1ns) / 2; }

Result<ChronyTracking> parse_chrony_tracking(std::string_view text) {
    const auto line = trim(text);
    const auto fields = split(line, ',');
    if (line.find('\n') != std::string_view::npos || fields.size() != fields_of_tracking || !is_leap_status(fields[13])) return garbled(line);
    const auto stratum = parse_number(fields[2]);
    if (!stratum || *stratum > 16 || fields[0].size() != 8 || fields[1].size() > 64) return garbled(line);
    // The time of the reference has ten digits before the point, and is shown nowhere.
    std::int64_t numbers[fields_of_tracking] = {};
    for (std::size_t i = 4; i < 13; ++i) {
        const auto number = parse_decimal(fields[i]);
        if (!number) return garbled(line);
        numbers[i] = *number;
    }
    if (numbers[10] < 0 || numbers[11] < 0) return garbled(line);
    ChronyTracking tracking;
    tracking.is_synchronised = fields[13] != not_synchronised;
    if (tracking.is_synchronised) tracking.source = printable(fields[1].empty() ? fields[0] : fields[1], 64);
    tracking.stratum = static_cast<std::uint32_t>(*stratum);
    tracking.offset = Duration{numbers[4]};
    tracking.root_delay = Duration{numbers[10]};
    tracking.root_dispersion = Duration{numbers[11]};
    tracking.rate_ppb = in_ppb(std::abs(numbers[8]) + std::abs(numbers[9]));
    return tracking;
}

ChronyAnswer ask_chrony(const std::string& program, Duration patience) {
    const auto until = read_clock(CLOCK_MONOTONIC) + patience;
    const auto started = start(program);
    if (started.failure == ENOENT) return {};
    if (started.failure != 0) return {ChronyState::failed, {}, std::string{"cannot be run: "} + std::strerror(started.failure)};
    const auto said = listen(started.said.get(), until);
    // One that says more than anybody asked for is cut off at once, and one that says nothing.
    const auto is_over = !said || said->size() >= most_bytes;
    const auto status = end(started.child, is_over ? Duration{} : until);
    if (!said) return {ChronyState::failed, {}, "does not answer"};
    if (!status && !is_over) return {ChronyState::failed, {}, "answers and does not end"};
    if (!status || !WIFEXITED(*status) || WEXITSTATUS(*status) != 0) return {ChronyState::failed, {}, "says \"" + printable(trim(*said), 80) + "\""};
    auto tracking = parse_chrony_tracking(*said);
    if (!tracking) return {ChronyState::failed, {}, tracking.error().text};
    return {ChronyState::answered, std::move(*tracking), {}};
}

}  // namespace bowball::io
