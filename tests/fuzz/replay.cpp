// fuzz_replay DRIVER FILE...: plays recordings (.cap) and scripts (anything else, such as what libFuzzer found) to a driver,
// then mutations of them: the same ones every time. With --seeds FOLDER it writes the recordings as scripts for libFuzzer instead.
// Exit status 1 and the script in a file if a driver did what it must not.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <vector>

#include "core/limits.hpp"
#include "fuzz/damage.hpp"
#include "fuzz/drive.hpp"
#include "fuzz/script.hpp"
#include "io/capture_file.hpp"

namespace bowball::fuzz {
namespace {

constexpr unsigned mutations = 1000;      ///< of each seed
constexpr unsigned noises = 200;          ///< scripts of nothing but random bytes
constexpr std::size_t soak_bytes = 4 * 1024 * 1024;
constexpr std::size_t endless_bytes = most_memory + 1024 * 1024;
constexpr std::size_t most_script_bytes = 64 * 1024;  ///< a mutated recording is cut to this

/// How the bytes of a recording came.
enum class Way { stream, summed_stream, datagrams, sealed };

struct Seed {
    std::string name;
    std::vector<io::CapturePiece> pieces;   ///< empty for a script
    Way way = Way::stream;
    bool is_summed = false;
    std::string script;
};

std::string script_of(const std::vector<io::CapturePiece>& pieces, Way way) {
    ScriptWriter writer;
    Duration before{};
    for (const auto& piece : pieces) {
        for (auto gap = std::clamp<Duration>(piece.since_start - before, 0ns, 2s); gap >= 10ms; gap -= std::min<Duration>(gap, 100ms)) writer.tick(10);
        before = piece.since_start;
        const auto blank = std::min(piece.bytes.find(' '), piece.bytes.size());
        if (piece.direction == '<' && way == Way::sealed) writer.datagram(std::string_view{piece.bytes}.substr(0, piece.bytes.size() - std::min(piece.bytes.size(), Seal{}.size())), Step::sealed);
        else if (piece.direction == '<' && way == Way::summed_stream) writer.datagram(piece.bytes, Step::sealed);
        else if (piece.direction == '<' && way == Way::datagrams) writer.datagram(piece.bytes);
        else if (piece.direction == '<') writer.bytes(piece.bytes);
        if (piece.direction == '=') writer.file(io::decode_name(piece.bytes.substr(0, blank)), std::string_view{piece.bytes}.substr(std::min(blank + 1, piece.bytes.size())));
        if (const auto head = piece.direction == '#' ? io::decode_head(piece.bytes) : std::nullopt) {
            writer.head(head->name, {reinterpret_cast<const char*>(head->file.head.data()), head->file.head.size()});
        }
        writer.committed();
    }
    return std::move(writer.text);
}

Seed read_seed(const capture::DriverSpec& spec, const std::string& path) {
    Seed seed;
    seed.name = path;
    if (path.ends_with(".cap")) {
        const auto recording = io::read_capture(path);
        if (!recording) throw std::invalid_argument{recording.error().text};
        seed.pieces = recording->pieces;
        const auto is_of_datagrams = recording->header.link.starts_with("udp");
        seed.way = !is_of_datagrams ? Way::stream : has_seal(spec) ? Way::sealed : Way::datagrams;
        seed.is_summed = has_seal(spec);
        seed.script = script_of(seed.pieces, seed.way);
        return seed;
    }
    std::ifstream file{path, std::ios::binary};
    if (!file) throw std::invalid_argument{path + " cannot be read"};
    seed.script.assign(std::istreambuf_iterator<char>{file}, {});
    return seed;
}

/// A part of the recording with some pieces damaged, dropped and exchanged; of a script, with its bytes damaged.
std::string mutated(const Seed& seed, unsigned number) {
    std::mt19937 random{number};
    const auto changes = 1 + random() % 30;
    if (seed.pieces.empty()) {
        auto script = seed.script.substr(0, most_script_bytes);
        for (unsigned i = 0; i < changes; ++i) damage(script, random);
        return script;
    }
    const auto first = static_cast<std::ptrdiff_t>(random() % 4 == 0 ? random() % seed.pieces.size() : 0);
    std::vector<io::CapturePiece> pieces{seed.pieces.begin() + first, seed.pieces.end()};
    for (unsigned i = 0; i < changes; ++i) {
        auto& piece = pieces[random() % pieces.size()];
        const auto what = random() % 10;
        if (what == 0) piece.bytes.clear();
        else if (what == 1) std::swap(piece.bytes, pieces[random() % pieces.size()].bytes);
        else damage(piece.bytes, random);
    }
    // What was damaged on its way has no seal or sum that fits; what a device itself sends wrong has.
    auto way = seed.way;
    if (way == Way::sealed && number % 2 == 0) way = Way::datagrams;
    if (way == Way::stream && seed.is_summed && number % 2 == 0) way = Way::summed_stream;
    return script_of(pieces, way).substr(0, most_script_bytes);
}

std::string noise(unsigned number) {
    std::mt19937 random{number};
    std::string script(1 + random() % 8192, ' ');
    for (auto& byte : script) byte = static_cast<char>(random());
    return script;
}

/// The driver's own bytes, again and again: what it remembers must not grow.
std::string soak(const std::string& script) {
    std::string all;
    while (!script.empty() && all.size() + script.size() <= soak_bytes) all += script;
    return all;
}

/// What begins like a message and never ends: it must be given up.
std::string endless(const Seed& seed, char filling) {
    ScriptWriter writer;
    const auto first = std::ranges::find(seed.pieces, '<', &io::CapturePiece::direction);
    if (first != seed.pieces.end()) writer.bytes(std::string_view{first->bytes}.substr(0, first->bytes.size() / 2));
    writer.bytes(std::string(endless_bytes, filling));
    return std::move(writer.text);
}

class Replay {
public:
    explicit Replay(std::string_view driver) : spec_(driver_of(driver)) {}

    void play(const std::string& script, const std::string& what, bool must_tell = false) {
        ++played_;
        try {
            const auto told = drive(spec_, script);
            const auto has_told = told.impulses + told.results + told.other_reports > 0;
            if (must_tell && !has_told) throw Violation{"nothing is understood of a recording"};
            told_of_ += has_told ? 1 : 0;
            impulses_ += told.impulses;
            results_ += told.results;
        } catch (const std::exception& problem) {
            const auto path = "fuzz_" + std::string{spec_.name} + "_" + std::to_string(++failures_) + ".script";
            std::ofstream{path, std::ios::binary} << script;
            std::cerr << spec_.name << ": " << problem.what() << "\n  in " << what << "; again with: fuzz_replay " << spec_.name << " " << path << "\n";
        }
    }

    void play_all(const Seed& seed) {
        play(seed.script, seed.name, !seed.pieces.empty());
        const auto before = told_of_;
        for (unsigned number = 1; number <= mutations; ++number) play(mutated(seed, number), "mutation " + std::to_string(number) + " of " + seed.name);
        // A seal or a sum that only whole recordings have would keep every mutation out of the driver.
        if (!seed.pieces.empty() && told_of_ - before < mutations / 10) {
            std::cerr << spec_.name << ": of " << mutations << " mutations of " << seed.name << " it understood something in " << told_of_ - before << " only\n";
            ++failures_;
        }
        play(soak(seed.script), "what is repeated of " + seed.name);
        for (const auto filling : {'A', '0', '\xff'}) play(endless(seed, filling), "an endless message after " + seed.name);
    }

    int finish() const {
        std::cout << spec_.name << ": " << played_ << " scripts, " << impulses_ << " impulses, " << results_ << " results, " << failures_ << " failed\n";
        return failures_ == 0 ? 0 : 1;
    }

private:
    const capture::DriverSpec& spec_;
    unsigned played_ = 0;
    unsigned told_of_ = 0;     ///< scripts of which something was understood
    unsigned failures_ = 0;
    std::size_t impulses_ = 0;
    std::size_t results_ = 0;
};

int write_seeds(const std::vector<Seed>& seeds, const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    for (const auto& seed : seeds) std::ofstream{folder / std::filesystem::path{seed.name}.filename(), std::ios::binary} << seed.script;
    return 0;
}

int run(std::vector<std::string> arguments) {
    if (arguments.empty()) throw std::invalid_argument{"usage: fuzz_replay DRIVER [--seeds FOLDER] FILE..."};
    Replay replay{arguments[0]};
    const auto wants_seeds = arguments.size() > 2 && arguments[1] == "--seeds";
    std::vector<Seed> seeds;
    for (auto i = wants_seeds ? std::size_t{3} : std::size_t{1}; i < arguments.size(); ++i) seeds.push_back(read_seed(driver_of(arguments[0]), arguments[i]));
    if (wants_seeds) return write_seeds(seeds, arguments[2]);
    for (const auto& seed : seeds) replay.play_all(seed);
    for (unsigned number = 1; number <= noises; ++number) replay.play(noise(number), "noise " + std::to_string(number));
    return replay.finish();
}

}  // namespace
}  // namespace bowball::fuzz

int main(int count, char** arguments) {
    try {
        return bowball::fuzz::run({arguments + 1, arguments + count});
    } catch (const std::exception& problem) {
        std::cerr << "fuzz_replay: " << problem.what() << "\n";
        return 2;
    }
}
