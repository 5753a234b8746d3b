#include "app_backups.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <ctime>
#include <filesystem>
#include <map>
#include <set>

#include "io/run_context.hpp"
#include "journal/install.hpp"

namespace bowball {
namespace {

namespace fs = std::filesystem;
using std::chrono::steady_clock;

/// bowball-20260724T081500Z
constexpr std::string_view pattern = "bowball-00000000T000000Z";
constexpr std::size_t day_length = std::string_view{"bowball-00000000"}.size();
constexpr std::size_t newest_kept = 24;
/// For the last one, at the end: a stick takes some thousand entries in it.
constexpr std::chrono::seconds longest_last{8};

bool is_name(const std::string& name) {
    return std::ranges::equal(name, pattern, [](char got, char wanted) { return wanted == '0' ? got >= '0' && got <= '9' : got == wanted; });
}

std::string clock_text(WallTime at) {
    const auto seconds = static_cast<std::time_t>(to_us(at) / 1'000'000);
    std::tm utc{};
    ::gmtime_r(&seconds, &utc);
    char text[40];
    std::strftime(text, sizeof text, "%H:%M:%S UTC", &utc);
    return text;
}

/// Of backups that were not done when a server ended, or a stick was pulled: of more than a day ago, for one may be under way.
std::vector<std::string> unfinished_backups(const std::string& place, WallTime now) {
    constexpr std::string_view ending = ".part";
    const auto newest = backup_name(now - std::chrono::days{1});
    std::vector<std::string> found;
    std::error_code failed;
    for (const auto& one : fs::directory_iterator{place, failed}) {
        auto name = one.path().filename().string();
        if (!name.ends_with(ending)) continue;
        const auto whole = name.substr(0, name.size() - ending.size());
        if (is_name(whole) && whole < newest) found.push_back(std::move(name));
    }
    return found;
}

/// Names of backups by their journal's epoch. One that cannot be read is of none: it is not touched.
std::map<std::string, std::vector<std::string>> backups_by_journal(const std::string& place) {
    std::map<std::string, std::vector<std::string>> found;
    std::error_code failed;
    for (const auto& one : fs::directory_iterator{place, failed}) {
        auto name = one.path().filename().string();
        if (!is_name(name)) continue;
        const auto epoch = journal::epoch_of(one.path().string() + "/journal.sqlite");
        if (epoch) found[*epoch].push_back(std::move(name));
    }
    return found;
}

/// Those that went. Each journal's for themselves: where one was lost and a server began anew, or two servers share a place, the many of one do
/// not drive out what the other one has. `made` stays, wherever a wrong clock has put it.
std::vector<std::string> remove_outdated(const std::string& place, const std::string& made, int days, std::vector<std::string> unfinished) {
    auto gone = std::move(unfinished);
    for (auto& [epoch, names] : backups_by_journal(place)) {
        for (auto& name : outdated_backups(std::move(names), days)) gone.push_back(std::move(name));
    }
    std::error_code failed;
    std::erase_if(gone, [&](const std::string& name) {
        const auto folder = place + "/" + name;
        return folder == made || fs::remove_all(folder, failed) == 0 || failed;
    });
    return gone;
}

}  // namespace

std::vector<std::string> outdated_backups(std::vector<std::string> names, int days) {
    std::erase_if(names, [](const std::string& name) { return !is_name(name); });
    std::ranges::sort(names, std::greater{});
    std::vector<std::string> outdated;
    std::set<std::string> days_kept;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto day = names[i].substr(0, day_length);
        const auto is_last_of_day = !days_kept.contains(day) && days_kept.size() < static_cast<std::size_t>(days);
        if (is_last_of_day) days_kept.insert(day);
        if (!is_last_of_day && i >= newest_kept) outdated.push_back(names[i]);
    }
    return outdated;
}

BackupRhythm::BackupRhythm(BackupTerms terms, std::chrono::milliseconds look_about) : terms_(std::move(terms)), look_about_(look_about) {}

BackupRhythm::~BackupRhythm() { stop(); }

void BackupRhythm::start() {
    boost::asio::post(context_, [this] { watch(); });
    thread_ = std::thread{[this] { io::run_context(context_, [this](const std::exception& problem) { terms_.log->error("{}", problem.what()); }); }};
}

void BackupRhythm::stop() {
    if (!thread_.joinable()) return;
    context_.stop();
    thread_.join();
    timer_.cancel();
    context_.restart();
    const auto until = steady_clock::now() + longest_last;
    const auto wait = [&] {
        while (under_way_ && context_.run_one_until(until) > 0) {
        }
    };
    try {
        wait();   // that one has not got what came last
        if (!under_way_) make();
        wait();
    } catch (const std::exception& problem) {
        terms_.log->error("no last backup: {}", problem.what());
    }
    if (under_way_) terms_.log->error("the last backup in {} did not come to its end: that disk is slow, or does not answer", terms_.config.folder);
}

void BackupRhythm::watch() {
    timer_.expires_after(look_about_);
    timer_.async_wait([this](const boost::system::error_code& stopped) {
        if (!stopped) watch();
    });
    const std::chrono::minutes rhythm{terms_.config.every_min};
    if (!under_way_ && (!begun_ || steady_clock::now() >= *begun_ + rhythm)) make();
    const auto is_late = under_way_ && steady_clock::now() >= *begun_ + 2 * look_about_;
    if (is_late) tell("The backup that was begun at " + clock_text(*under_way_) + " is not done: " + terms_.config.folder + " is slow, or does not answer. Until it is, journal.sqlite-wal in the data folder may grow.");
    else if (!under_way_) tell(failure_);
}

void BackupRhythm::make() {
    const auto now = terms_.now();
    const auto round = std::make_shared<Round>();
    worker_.ask([round, now, config = terms_.config, data_dir = terms_.data_dir] {
                    round->made = make_backup(data_dir, config.folder, now);
                    auto unfinished = unfinished_backups(config.folder, now);
                    if (config.keep_days == 0) round->unfinished = unfinished.size();
                    else if (round->made) round->removed = remove_outdated(config.folder, round->made->folder, config.keep_days, std::move(unfinished));
                },
                [this, round, now] { take(*round, now); });
    begun_ = steady_clock::now();
    under_way_ = now;
}

void BackupRhythm::take(const Round& round, WallTime began) {
    under_way_.reset();
    for (const auto& name : round.removed) terms_.log->info("{}/{} was removed: backup.keep_days = {}", terms_.config.folder, name, terms_.config.keep_days);
    if (round.unfinished > std::exchange(unfinished_, round.unfinished))
        terms_.log->warn("Folders *.part in {} are of backups that did not come to their end ({} of them): nothing removes them while backup.keep_days is not set", terms_.config.folder, round.unfinished);
    const auto& made = round.made;
    if (made || made.error().code == errc::already_exists) {
        newest_ = began;
        failure_.clear();
    } else {
        failure_ = (newest_ ? "The newest backup is of " + clock_text(*newest_) + ": " : std::string{"There is no backup since the start: "}) + made.error().text;
    }
    tell(failure_);
}

void BackupRhythm::tell(std::string trouble) {
    if (trouble == told_) return;
    if (trouble.empty()) terms_.log->info("backups are made again");
    else terms_.log->error("{}", trouble);
    told_ = trouble;
    terms_.told(std::move(trouble));
}

}  // namespace bowball
