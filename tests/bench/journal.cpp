// What durability costs here: commits of one entry and of a hundred, beside a bare append with fdatasync.
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cstdio>

#include "bare_append.hpp"
#include "day.hpp"
#include "figures.hpp"
#include "io/clock.hpp"
#include "journal/patient_journal.hpp"

namespace bowball::bench {
namespace {

constexpr std::size_t commits = 2000;

/// Entries of a day, numbered as this journal needs them.
Samples commit_all(journal::Journal& journal, const std::vector<engine::Entry>& day, std::size_t batch) {
    Samples samples;
    auto next = journal.head().seq.value() + 1;
    for (std::size_t i = 0; i + batch <= day.size() && samples.size() < commits; i += batch) {
        std::vector<engine::Entry> entries(day.begin() + static_cast<std::ptrdiff_t>(i), day.begin() + static_cast<std::ptrdiff_t>(i + batch));
        for (auto& entry : entries) entry.seq = Seq{next++};
        const auto began = io::Clock::stopwatch_ns();
        if (!journal.append(entries)) break;
        samples.push_back(io::Clock::stopwatch_ns() - began);
    }
    return samples;
}

void print_rate(const std::string& name, const Samples& samples, std::size_t batch) {
    std::int64_t total = 0;
    for (const auto sample : samples) total += sample;
    char text[80];
    std::snprintf(text, sizeof text, "%.0f commits/s, %.0f entries/s", static_cast<double>(samples.size()) * 1e9 / static_cast<double>(total),
                  static_cast<double>(samples.size() * batch) * 1e9 / static_cast<double>(total));
    print(name, std::string{text});
}

}  // namespace

Samples bare_appends(const std::string& file, std::size_t count) {
    const auto descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    std::array<char, 4096> block{};
    Samples samples;
    for (std::size_t i = 0; i < count; ++i) {
        const auto began = io::Clock::stopwatch_ns();
        if (::write(descriptor, block.data(), block.size()) != static_cast<ssize_t>(block.size()) || ::fdatasync(descriptor) != 0) break;
        samples.push_back(io::Clock::stopwatch_ns() - began);
    }
    ::close(descriptor);
    return samples;
}

void bench_journal(const std::string& folder) {
    title("Journal (SQLite, WAL)");
    const auto day = make_day(50);
    const auto full = std::move(journal::open_sqlite_journal(folder + "/full.sqlite").value());
    const auto off = std::move(journal::open_sqlite_journal(folder + "/off.sqlite", {.synchronous_off = true}).value());
    print("bare append of 4 KiB + fdatasync", bare_appends(folder + "/bare", commits));
    const auto one = commit_all(*full, day, 1);
    print("commit of one entry, synchronous FULL", one);
    print_rate("commit of one entry, synchronous FULL", one, 1);
    const auto patient = journal::make_patient_journal(std::move(journal::open_sqlite_journal(folder + "/patient.sqlite").value()));
    const auto waited = commit_all(*patient, day, 1);
    print("the same on the thread of a patient journal, as it is served", waited);
    print_rate("the same on the thread of a patient journal, as it is served", waited, 1);
    const auto contrast = commit_all(*off, day, 1);
    print("commit of one entry, synchronous OFF, for contrast", contrast);
    const auto many = commit_all(*full, make_day(200), 100);
    print("commit of a hundred entries, synchronous FULL", many);
    print_rate("commit of a hundred entries, synchronous FULL", many, 100);
    const auto many_waited = commit_all(*patient, make_day(200), 100);
    print("the same on the thread of a patient journal", many_waited);
    print_rate("the same on the thread of a patient journal", many_waited, 100);
}

}  // namespace bowball::bench
