// A journal that grows and a hub that does not always hold, for tests.
#pragma once
#include <gtest/gtest.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/null_sink.h>

#include "journal/rows.hpp"
#include "relay/hub.hpp"
#include "relay/log_message.hpp"
#include "relay/names.hpp"
#include "nats/streams.hpp"

namespace bowball::relay {

inline std::shared_ptr<spdlog::logger> no_log() { return std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::null_sink_mt>()); }

/// A journal file in a folder of its own. Each third entry is none that the public may see.
class JournalOnDisk {
public:
    explicit JournalOnDisk(const std::string& name) : folder_(std::filesystem::temp_directory_path() / ("bowball-relay-" + name + "-" + std::to_string(::getpid()))) {
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
        journal = journal::open_sqlite_journal(file()).value();
    }
    ~JournalOnDisk() {
        journal.reset();
        std::filesystem::remove_all(folder_);
    }
    void grow(std::uint64_t count, const std::string& reason = "") {
        std::vector<engine::Entry> entries;
        for (auto seq = journal->head().seq.value() + 1; count > 0; ++seq, --count) {
            const auto event = seq % 3 == 0 ? engine::Event{engine::DeadlinePassed{}} : engine::Event{engine::RaceCalled{RaceId{7}}};
            entries.push_back({Seq{seq}, RaceTime{Duration{static_cast<std::int64_t>(seq)}}, WallTime{}, {{"Anna", Role::judge}, "id-" + std::to_string(seq), reason}, event});
        }
        ASSERT_TRUE(journal->append(entries).has_value());
    }
    [[nodiscard]] std::string file() const { return path("journal.sqlite"); }
    [[nodiscard]] std::string path(const std::string& name) const { return (folder_ / name).string(); }
    [[nodiscard]] std::vector<journal::Row> rows() const {
        return journal::RowReader::open(file()).value()->after(Seq{0}, 1'000'000, 1'000'000'000).value();
    }
    std::unique_ptr<journal::Journal> journal;

private:
    std::filesystem::path folder_;
};

/// Everything that the stream of a journal holds, as rows; the numbers are the stream's own.
inline std::vector<journal::Row> rows_on(const NatsServer& hub, const Names& names, const std::string& epoch) {
    std::vector<journal::Row> rows;
    auto connection = nats::Connection::open(hub.terms());
    if (!connection) return rows;
    auto streams = nats::Streams::of(**connection).value();
    const auto ends = streams->ends(names.log_stream(epoch));
    if (!ends || !*ends || (*ends)->last == 0) return rows;
    auto reader = streams->read(names.log_stream(epoch), names.log(epoch), 1).value();
    while (rows.size() < (*ends)->last) {
        const auto message = reader->next(10'000);
        if (!message || !*message) break;
        rows.push_back(decode_row(Seq{(*message)->seq}, (*message)->data).value());
    }
    return rows;
}

/// Numbers and hashes of both, compared; the texts of the stream are the journal's, or are not there.
inline void expect_same(const std::vector<journal::Row>& stream, const std::vector<journal::Row>& journal) {
    ASSERT_EQ(stream.size(), journal.size());
    for (std::size_t i = 0; i < stream.size(); ++i) {
        ASSERT_EQ(stream[i].seq, journal[i].seq);
        ASSERT_EQ(stream[i].hash, journal[i].hash) << "entry " << i + 1;
        if (!stream[i].text.empty()) {
            ASSERT_EQ(stream[i].text, journal[i].text);
        }
    }
}

}  // namespace bowball::relay
