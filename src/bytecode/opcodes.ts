/**
 * The instructions of RITE 0400 in the order of their numbers: name, operands, and what each
 * operand must be. Operands are B (a byte), S (two), W (three), Z for none; an EXT prefix
 * widens the first, the second, or both.
 *
 * `a` is register a, `a+1` the one behind it, `a+b` those up to there; `sb` is a symbol, `nb` a
 * number and `tb` a text of the pool, `ib` a child, `j` a jump by the last operand.
 * `e` is register a or one past the last, which mruby's own compiler forgets to count. `send`
 * counts registers by the number of arguments. `?` marks what no program may hold.
 */
const table = `
NOP Z|MOVE BB a b|LOADL BB a nb|LOADI8 BB a|LOADINEG BB a|LOADI__1 B a|LOADI_0 B a|LOADI_1 B a|LOADI_2 B a
LOADI_3 B a|LOADI_4 B a|LOADI_5 B a|LOADI_6 B a|LOADI_7 B a|LOADI16 BS a|LOADI32 BSS a|LOADSYM BB a sb
LOADNIL B a|LOADSELF B a|LOADTRUE B a|LOADFALSE B a|GETGV BB a sb|SETGV BB a sb|GETSV BB a sb|SETSV BB a sb
GETIV BB a sb|SETIV BB a sb|GETCV BB a sb|SETCV BB a sb|GETCONST BB a sb|SETCONST BB a sb|GETMCNST BB a sb
SETMCNST BB a a+1 sb|GETUPVAR BBB a|SETUPVAR BBB a|GETIDX B a a+1|GETIDX0 BB a a+1 b|SETIDX B a a+1 a+2
JMP S j|JMPIF BS a j|JMPNOT BS a j|JMPNIL BS a j|JMPUW S j|EXCEPT B e|RESCUE BB a b|RAISEIF B e|MATCHERR B a
SSEND BBB a sb send|SSEND0 BB a+1 sb|SSENDB BBB a sb send|SEND BBB a sb send|SEND0 BB a+1 sb|SENDB BBB a sb send
CALL Z ?|BLKCALL BB a+b+1|SUPER BB a super|ARGARY BS a a+1 frame|ENTER W enter|KEY_P BB a sb|KEYEND Z|KARG BB a sb
RETURN B a|RETURN_BLK B a|RETSELF Z|RETNIL Z|RETTRUE Z|RETFALSE Z|BREAK B a|BLKPUSH BS a frame|ADD B a a+1
ADDI BB a|SUB B a a+1|SUBI BB a|ADDILV BBB a b|SUBILV BBB a b|MUL B a a+1|DIV B a a+1|EQ B a a+1|LT B a a+1
LE B a a+1|GT B a a+1|GE B a a+1|ARRAY BB a a+n|ARRAY2 BBB a b+n|ARYCAT B a a+1|ARYPUSH BB a a+b|ARYSPLAT B a
AREF BBB a b|ASET BBB a b|APOST BBB a a+c|INTERN B a|SYMBOL BB a tb|STRING BB a tb|STRCAT B a a+1|HASH BB a pairs
HASHADD BB a a+2b|HASHCAT B a a+1|LAMBDA BB a ib|BLOCK BB a ib|METHOD BB a ib|RANGE_INC B a a+1|RANGE_EXC B a a+1
OCLASS B a|CLASS BB a a+1 sb|MODULE BB a sb|EXEC BB a ib|DEF BB a a+1 sb|TDEF BBB a sb ic|SDEF BBB a sb ic
ALIAS BB sa sb|UNDEF B sa|SCLASS B a|TCLASS B a|DEBUG BBB ?|ERR B ta|EXT1 Z ?|EXT2 Z ?|EXT3 Z ?|STOP Z stop`;

export interface Opcode {
  readonly name: string;
  readonly operands: string;
  readonly rules: readonly string[];
  /** nothing goes on behind it but what jumps there */
  readonly ends: boolean;
}

const ends = new Set(["JMP", "JMPUW", "RETURN", "RETURN_BLK", "RETSELF", "RETNIL", "RETTRUE", "RETFALSE", "BREAK"]);
ends.add("STOP").add("ERR");

/** By number. */
export const opcodes: readonly Opcode[] = table
  .trim()
  .split(/[|\n]/)
  .map((line) => {
    const [name = "", operands = "", ...rules] = line.split(" ");
    return { name, operands, rules, ends: ends.has(name) };
  });

/** The number of EXT1; EXT2 and EXT3 follow. */
export const firstExtension: number = opcodes.findIndex(({ name }) => name === "EXT1");
