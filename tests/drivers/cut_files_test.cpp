// Files that were cut off on the way, at every byte: what is still read of them stands in the whole file too. Half a time reads
// as another time, and no official would see it.
#include <algorithm>

#include "recording.hpp"

namespace bowball::capture {
namespace cut_files_test {

/// The files of one driver. A file may need another beside it, as a picture its scale.
using Files = std::vector<RecordedFile>;

/// What the driver makes of `file`, cut to `length` bytes, when all others lie there whole.
Collector read_among(std::string_view driver, const Files& files, const RecordedFile& file, std::size_t length) {
    const auto reader = make_driver(driver);
    Collector of_others;
    for (const auto& other : files) {
        if (other.name != file.name) give(*reader, other, other.content, of_others);
    }
    Collector got;
    give(*reader, file, std::string_view{file.content}.substr(0, length), got);
    return got;
}

template <class Value>
bool is_part_of(const std::optional<Value>& said, const std::optional<Value>& whole) { return !said || said == whole; }

/// Equal, or said to be unreadable and with nothing else in it.
bool is_no_more_than(const RawResultRow& row, const RawResultRow& whole) {
    if (row == whole) return true;
    return row.unreadable && is_part_of(row.place, whole.place) && is_part_of(row.lane, whole.lane) && is_part_of(row.time, whole.time) && is_part_of(row.column, whole.column) &&
           is_part_of(row.reaction, whole.reaction) && (row.splits.empty() || row.splits == whole.splits) && (row.watches.empty() || row.watches == whole.watches);
}

void expect_no_more(const RawResult& got, const RawResult& whole, const std::string& where) {
    EXPECT_EQ(got.key, whole.key) << where;
    EXPECT_EQ(got.start_time_of_day, whole.start_time_of_day) << where;
    EXPECT_EQ(got.distance_m, whole.distance_m) << where;
    for (const auto& row : got.rows) {
        const auto stands_there = std::ranges::any_of(whole.rows, [&](const RawResultRow& one) { return is_no_more_than(row, one); });
        EXPECT_TRUE(stands_there) << where << ": lane " << row.lane.value_or(0) << " reads " << row.time.value_or(0ns).count() << " ns in column " << row.column.value_or(0) << ", which the whole file has not";
    }
}

/// Its first sample where it was, and so many of the others as were left.
void expect_no_more(const RawTrace& got, const RawTrace& whole, const std::string& where) {
    EXPECT_EQ(got.channel, whole.channel) << where;
    EXPECT_EQ(got.ticks, whole.ticks) << where;
    const auto& samples = got.waveform.samples;
    EXPECT_TRUE(samples.size() <= whole.waveform.samples.size() && std::ranges::equal(samples, std::span{whole.waveform.samples}.first(std::min(samples.size(), whole.waveform.samples.size())))) << where;
}

/// Returns how many cuts gave something at all.
std::size_t cut_everywhere(std::string_view driver, const Files& files) {
    std::size_t readings = 0;
    for (const auto& file : files) {
        const auto whole = read_among(driver, files, file, file.content.size());
        for (std::size_t cut = 0; cut < file.content.size(); ++cut) {
            const auto where = std::string{driver} + " " + file.name + ", cut at byte " + std::to_string(cut);
            const auto got = read_among(driver, files, file, cut);
            EXPECT_LE(got.skipped_bytes, cut) << where;
            if (whole.results.empty() && whole.traces.empty()) continue;  // refused for a line that may now be cut away
            EXPECT_LE(got.results.size(), whole.results.size()) << where;
            EXPECT_LE(got.traces.size(), whole.traces.size()) << where;
            for (std::size_t i = 0; i < std::min(got.results.size(), whole.results.size()); ++i) expect_no_more(got.results[i], whole.results[i], where);
            for (std::size_t i = 0; i < std::min(got.traces.size(), whole.traces.size()); ++i) expect_no_more(got.traces[i], whole.traces[i], where);
            readings += !got.results.empty() || !got.traces.empty();
            if (testing::Test::HasFailure()) return readings;
        }
    }
    return readings;
}

TEST(CutFiles, AFileThatIsCutAnywhereIsNeverMoreThanItWas) {
    for (const auto* spec : all_drivers()) {
        const auto files = files_of(recording_of(spec->name));
        if (files.empty()) continue;
        const auto readings = cut_everywhere(spec->name, files);
        if (HasFailure()) return;
        EXPECT_GT(readings, 0u) << spec->name << ": no cut file was read at all";
    }
}

TEST(CutFiles, ARealResultOfACameraIsNeverMoreThanItWas) {
    const auto content = shared_recording("finishlynx/017-2-01.lif");
    if (content.empty()) GTEST_SKIP() << "the shared recordings are not here";
    EXPECT_GT(cut_everywhere("finishlynx", {{"017-2-01.lif", content}}), 0u);
}

TEST(CutFiles, TheTimeOfTheWinnerIsNotReadFromHalfOfIt) {
    const auto content = shared_recording("finishlynx/017-2-01.lif");
    if (content.empty()) GTEST_SKIP() << "the shared recordings are not here";
    const auto got = read_among("finishlynx", {}, {"017-2-01.lif", content}, 99);
    ASSERT_EQ(got.results.at(0).rows.size(), 1u);
    EXPECT_EQ(got.results[0].rows[0].time, std::nullopt);
    EXPECT_TRUE(got.results[0].rows[0].unreadable);
    EXPECT_EQ(got.results[0].rows[0].lane, 6u);
    EXPECT_NE(got.complaints.at(0).find("017-2-01.lif: line 2, field 7: the line has no end"), std::string::npos) << got.complaints[0];
}

TEST(CutFiles, RealFilesOfWatchesAreNeverMoreThanTheyWere) {
    const auto content = shared_recording("dolphin/008-005-001A-0006.do4");
    if (content.empty()) GTEST_SKIP() << "the shared recordings are not here";
    for (const auto* name : {"008-005-001A-0006.do4", "008-001-002A-0002.do4", "008-000-00F0012.do3"}) std::ignore = cut_everywhere("dolphin", {{name, shared_recording("dolphin/" + std::string{name})}});
}

}  // namespace cut_files_test
}  // namespace bowball::capture
